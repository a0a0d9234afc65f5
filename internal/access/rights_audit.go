package access

import "slices"

// readHistory is the permission to read who changed what: "Historical changes" in the administrator guide.
const readHistory = "HistoricalChanges.View"

// MayReadAudit says whether the user may read the audit trail of its instance. The trail is about everybody, so the profile that grants the
// permission must not restrict users: AWS keeps the change history of restricted types from restricted users too.
func (r *Rights) MayReadAudit() bool {
	return slices.ContainsFunc(r.profiles, func(p assigned) bool {
		d := p.demand(TypeUser)
		return slices.Contains(p.Permissions, readHistory) && !d.tagged && !d.grouped
	})
}
