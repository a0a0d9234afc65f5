package main

// fixture is an instance with what a user needs.
type fixture struct {
	instance, routing, security string
}

// newFixture makes a SAML instance, whose users have no password to hash.
func newFixture(s *server) (f fixture, err error) {
	var made struct{ Id string }
	err = s.call("PUT", "/instance", map[string]any{
		"IdentityManagementType": "SAML", "InstanceAlias": "bench", "InboundCallsEnabled": true, "OutboundCallsEnabled": true,
	}, &made)
	if err != nil {
		return f, err
	}
	f.instance = made.Id
	var routing struct{ RoutingProfileSummaryList []struct{ Id string } }
	if err := s.call("GET", "/routing-profiles-summary/"+f.instance, nil, &routing); err != nil {
		return f, err
	}
	var security struct{ SecurityProfileSummaryList []struct{ Id string } }
	if err := s.call("GET", "/security-profiles-summary/"+f.instance, nil, &security); err != nil {
		return f, err
	}
	f.routing, f.security = routing.RoutingProfileSummaryList[0].Id, security.SecurityProfileSummaryList[0].Id
	return f, nil
}

// user is the body of a CreateUser.
func (f fixture) user(name string) map[string]any {
	return map[string]any{
		"Username": name, "IdentityInfo": map[string]any{"FirstName": "Ada", "LastName": "Lovelace"},
		"PhoneConfig":        map[string]any{"PhoneType": "SOFT_PHONE", "AutoAccept": true, "AfterContactWorkTimeLimit": 30},
		"SecurityProfileIds": []string{f.security}, "RoutingProfileId": f.routing,
		"Tags": map[string]string{"team": "sales", "site": "berlin", "cost": "1234"},
	}
}
