"""Single sign-on by OpenID Connect: who a provider vouches for, and the roles that its groups give (extra `sso`)."""
