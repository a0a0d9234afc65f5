package access

// Principal is an authenticated caller.
type Principal struct {
	// ARN names the caller as AWS writes it: arn:aws:iam::<account>:user/<key name>, or :root for an administrator; the user's own ARN for
	// a Connect user.
	ARN string
	// Account is the 12-digit account whose resources the caller may reach. Other accounts do not exist for it.
	Account string
	// Name is the name of the access key, which is ${aws:username} in its policy.
	Name string
	// Admin says that the caller may do everything within its account.
	Admin bool
	// Policy is what the holder of an access key may do; nil for nothing.
	Policy *Policy
	// User is the Connect user that the caller is; nil for callers that are none. What it may do is for whoever holds its data to find out.
	User *ConnectUser
	// Rights are what a Connect user may do; nil for callers that are none.
	Rights *Rights
}

// ConnectUser names a user of an instance, both by id.
type ConnectUser struct{ Instance, ID string }

// Administrator is the principal that may do everything in the account: the development caller, or the holder of an administrator key.
func Administrator(account string) Principal {
	return Principal{ARN: "arn:aws:iam::" + account + ":root", Account: account, Admin: true}
}

// SignedIn is the principal of a Connect user.
func SignedIn(user Resource) Principal {
	return Principal{ARN: user.ARN(), Account: user.Account, User: &ConnectUser{Instance: user.Instance, ID: user.ID}}
}

// User is the principal of an access key without administrator rights. Nothing is granted to it by default.
func User(account, name string) Principal {
	return Principal{ARN: "arn:aws:iam::" + account + ":user/" + name, Account: account, Name: name}
}
