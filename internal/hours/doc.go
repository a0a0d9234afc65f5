// Package hours works out when something is open: it holds dates, spans of a day, weekly plans and the overrides that change them on some
// dates. It knows the calendar and wall clocks alone. Whose hours they are, how they are stored and how they are sent is not its concern.
package hours
