package access

// readHistory is how the table of permissions calls the reading of the audit trail, which is no operation of AWS.
const readHistory = "ReadAudit"

// MayReadAudit says whether the user may read the audit trail of its instance: "Historical changes" in the administrator guide. The trail is about
// everybody, so the profile that grants the permission must not restrict users: AWS keeps the change history of restricted types from
// restricted users too.
func (r *Rights) MayReadAudit() bool { return !r.Restricted(readHistory, TypeUser) }
