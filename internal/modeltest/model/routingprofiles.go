package model

// RoutingProfile is a routing profile.
type RoutingProfile struct{ Header }
