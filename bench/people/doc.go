// Package people makes the company that searches are measured on: as many users as asked for, with names, groups, profiles, tags and
// proficiencies that are spread as in a real workforce. The same number gives the same company, on every machine. It knows neither the
// server nor what it is compared with, and holds nobody's real name.
package people
