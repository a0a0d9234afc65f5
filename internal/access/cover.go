package access

// Covers says whether the user could itself do all that a holder of the profile can do beyond the own record: for each permission of the
// profile and each type that it can be needed on, one of the user's profiles grants it and restricts the type no more. If not, reason
// names what goes further. Only profiles that are covered may be assigned, created, changed or deleted, before and after the change;
// without that, whoever may edit users could make anybody an administrator, as in Connect.
func (r *Rights) Covers(p Profile) (ok bool, reason string) {
	other := assign(p, nil)
	for place := range other.granted.each {
		for _, t := range permissions.governs[place] {
			wanted := other.demand(t)
			if !r.coversOne(place, t, &wanted) {
				return false, "security profile " + p.Name + " grants " + permissions.names[place] + " on more resources of type " +
					string(t) + " than the security profiles of the user do"
			}
		}
	}
	return true, ""
}

// coversOne says whether one of the user's profiles grants the permission and asks of the type's resources no more than is wanted.
func (r *Rights) coversOne(place int, t ResourceType, wanted *demand) bool {
	for i := range r.profiles {
		p := &r.profiles[i]
		if d := p.demand(t); p.granted&(1<<place) != 0 && d.covers(wanted) {
			return true
		}
	}
	return false
}

// MayTakeOver says whether the user may change how another one signs in, its addresses, password, sessions and security profiles, or
// delete it: only if all profiles of that other one are covered. Otherwise reason says what goes further.
func (r *Rights) MayTakeOver(victim []Profile) (ok bool, reason string) {
	for _, p := range victim {
		if ok, reason := r.Covers(p); !ok {
			return false, reason
		}
	}
	return true, ""
}
