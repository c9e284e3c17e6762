/** A policy, or the name of one of `use.authentications`. */
export type Authentication = AuthenticationPolicy | { readonly use: string };

/** Exactly one of these; each inline, or the name of a secret that holds it. */
export interface AuthenticationPolicy {
  readonly basic?: UserAuthentication | SecretReference;
  readonly bearer?: { readonly token: string } | SecretReference;
  readonly digest?: UserAuthentication | SecretReference;
  readonly oauth2?: OAuth2Authentication | SecretReference;
  readonly oidc?: OidcAuthentication | SecretReference;
}

/** The name of a secret of `use.secrets`. */
export interface SecretReference {
  readonly use: string;
}

/** A user and a password. */
export interface UserAuthentication {
  readonly username: string;
  readonly password: string;
}

/** OpenID Connect. */
export interface OidcAuthentication {
  readonly authority?: string;
  readonly grant?: string;
  readonly client?: {
    readonly id?: string;
    readonly secret?: string;
    readonly assertion?: string;
    readonly authentication?: string;
  };
  readonly request?: { readonly encoding?: string };
  readonly issuers?: readonly string[];
  readonly scopes?: readonly string[];
  readonly audiences?: readonly string[];
  readonly username?: string;
  readonly password?: string;
  readonly subject?: SecurityToken;
  readonly actor?: SecurityToken;
}

/** OAuth 2.0: OpenID Connect's properties and where to get tokens. */
export interface OAuth2Authentication extends OidcAuthentication {
  readonly endpoints?: { readonly token?: string; readonly revocation?: string; readonly introspection?: string };
}

/** A token and its type. */
export interface SecurityToken {
  readonly token: string;
  readonly type: string;
}
