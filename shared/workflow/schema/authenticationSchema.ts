import {
  type Alternative,
  type ObjectSchema,
  type Properties,
  ref,
  type Schema,
  text,
  textList,
} from './schemaTypes.ts';

const secretName: Alternative = {
  key: 'use',
  required: ['use'],
  properties: { use: text('Name of the secret that holds this.', { format: 'notEmpty', names: 'secrets' }) },
};

const user: Properties = {
  username: text('User name.', { example: '${ $secrets.login.username }' }),
  password: text('Password; better kept in a secret.', { example: '${ $secrets.login.password }' }),
};

const token: ObjectSchema = {
  kind: 'object',
  what: 'a security token',
  required: ['token', 'type'],
  properties: { token: text('The token.'), type: text('Type of the token.') },
};

const openId: Properties = {
  authority: text('URI of the authority that gives tokens.', {
    format: 'uri',
    example: 'https://login.example.com',
  }),
  grant: text('How a token is asked for.', {
    enum: [
      'authorization_code',
      'client_credentials',
      'password',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ],
    example: 'client_credentials',
  }),
  client: {
    kind: 'object',
    what: 'an OAuth client',
    description: 'The client that asks.',
    properties: {
      id: text('Id of the client.'),
      secret: text("The client's secret; better kept in a secret."),
      assertion: text('Signed JWT that proves who the client is.'),
      authentication: text('How the client proves who it is.', {
        enum: ['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'],
        default: 'client_secret_post',
      }),
    },
  },
  request: {
    kind: 'object',
    what: 'a token request',
    description: 'How the request for a token is made.',
    properties: {
      encoding: text('Encoding of the request.', {
        enum: ['application/x-www-form-urlencoded', 'application/json'],
        default: 'application/x-www-form-urlencoded',
      }),
    },
  },
  issuers: textList('Issuers whose tokens are accepted.'),
  scopes: textList('Scopes that are asked for.'),
  audiences: textList('Audiences that the token is for.'),
  username: text('User name, for the grant `password`.'),
  password: text('Password, for the grant `password`.'),
  subject: { ...token, description: 'Token of the party on whose behalf the request is made.' },
  actor: { ...token, description: 'Token of the party that acts.' },
};

const endpoints: ObjectSchema = {
  kind: 'object',
  what: 'OAuth endpoints',
  description: 'Paths of the endpoints, relative to the authority.',
  properties: {
    token: text('Where tokens are given.', { format: 'uri', default: '/oauth2/token' }),
    revocation: text('Where tokens are revoked.', { format: 'uri', default: '/oauth2/revoke' }),
    introspection: text('Where tokens are looked up.', { format: 'uri', default: '/oauth2/introspect' }),
  },
};

interface Scheme {
  readonly description: string;
  /** The property that tells an inline configuration from the name of a secret. */
  readonly key: string;
  readonly required: readonly string[];
  readonly properties: Properties;
}

const schemes: Readonly<Record<string, Scheme>> = {
  basic: {
    description: 'User name and password.',
    key: 'username',
    required: ['username', 'password'],
    properties: user,
  },
  bearer: {
    description: 'A bearer token.',
    key: 'token',
    required: ['token'],
    properties: { token: text('The token; better kept in a secret.', { example: '${ $secrets.token }' }) },
  },
  digest: {
    description: 'User name and password, never sent in the clear.',
    key: 'username',
    required: ['username', 'password'],
    properties: user,
  },
  oauth2: {
    description: 'A token by OAuth 2.0.',
    key: 'authority',
    required: ['authority', 'grant'],
    properties: { endpoints, ...openId },
  },
  oidc: {
    description: 'A token by OpenID Connect.',
    key: 'authority',
    required: ['authority', 'grant'],
    properties: openId,
  },
};

function schemeSchema(name: string, { description, key, required, properties }: Scheme): Schema {
  return {
    kind: 'object',
    what: `\`${name}\` authentication`,
    description,
    properties: {},
    groups: [[{ key, required, properties }, secretName]],
  };
}

const policies: readonly Alternative[] = Object.entries(schemes).map(([name, scheme]) => ({
  key: name,
  description: scheme.description,
  required: [name],
  properties: { [name]: schemeSchema(name, scheme) },
}));

const policyName: Alternative = {
  key: 'use',
  required: ['use'],
  properties: {
    use: text('Name of a policy of `use.authentications`.', { format: 'notEmpty', names: 'authentications' }),
  },
};

/** Named schemas of authentication. */
export const authenticationSchemas: Properties = {
  authenticationPolicy: {
    kind: 'object',
    what: 'an authentication policy',
    description: 'How a caller proves who it is.',
    properties: {},
    groups: [policies],
  },
  authentication: {
    kind: 'object',
    what: 'an authentication',
    description: 'How a caller proves who it is: a policy, or the name of one.',
    properties: {},
    groups: [[policyName, ...policies]],
  },
};

/** How to authenticate, where the DSL allows it. */
export const authentication: Schema = ref('authentication', 'How to authenticate: a policy, or the name of one.');
