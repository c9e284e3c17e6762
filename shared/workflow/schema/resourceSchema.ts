import { authentication } from './authenticationSchema.ts';
import { type Properties, ref, text, union } from './schemaTypes.ts';

/** Named schemas of endpoints and of documents kept elsewhere. */
export const resourceSchemas: Properties = {
  endpoint: union(
    'Where a request goes: a URI, a URI template, an expression, or a URI with authentication.',
    text('The URI.', { format: 'uriOrExpression', example: 'https://example.com/' }),
    {
      kind: 'object',
      what: 'an endpoint',
      required: ['uri'],
      properties: {
        uri: text('The URI.', { format: 'uriOrExpression', example: 'https://example.com/' }),
        authentication,
      },
    },
  ),
  externalResource: {
    kind: 'object',
    what: 'an external resource',
    description: 'A document that is kept elsewhere.',
    required: ['endpoint'],
    properties: {
      name: text('Name of the document.'),
      endpoint: ref('endpoint', 'Where the document is.'),
    },
  },
};
