package roster

// ListUsersThrough lists the users that a filter lets through, for tests of callers who may not see everybody.
var ListUsersThrough = listUsers

// VisibleSecurityProfiles reads what a list's page is cut from, for the same tests.
var VisibleSecurityProfiles = securityProfiles.visible
