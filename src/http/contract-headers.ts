import { isOfApi } from './api-address.ts'
import { answersIn, type Operation, reference, type WorkingDocument } from './contract-document.ts'

const header = (description: string, example: string) => ({ description, schema: { type: 'string' }, example })

const headersAt = (address: string) => ({
  'X-Request-Id': header(
    'The id of the request, as the client gave it or a new one.',
    '3f0f6b0e-6d1c-4a39-9d0a-0d8b5d4a2f11',
  ),
  'RateLimit-Policy': header(
    'How many requests (q) a client may make in how many seconds (w).',
    '"default";q=600;w=60',
  ),
  RateLimit: header('How many requests remain (r), and in how many seconds all are back (t).', '"default";r=599;t=1'),
  'Registry-Seq': header('The position in the log of changes at which the answer was read.', '4711'),
  'Registry-Age': header(
    'For how many seconds the answer may miss what was committed: sent by a replica while the leader of the database does not answer.',
    '4',
  ),
  ETag: header(
    'The strong validator of this representation, for `If-None-Match` and `If-Match`.',
    '"5Kq8zS2VbX0mJ3uYp1dT7w"',
  ),
  Location: header('The address of what was made, or to go to.', address),
  'Idempotency-Replayed': header('`true` where the answer is that of an earlier request with the same key.', 'true'),
  Allow: header('The methods that the path has.', 'GET, HEAD, OPTIONS'),
  'Retry-After': header('How many seconds to wait before trying again.', '5'),
})

type SharedHeader = keyof ReturnType<typeof headersAt>

function headersOf(path: string, status: number, responses: Operation['responses'] = {}): SharedHeader[] {
  // Representations with conditional requests have a tag.
  const tagged = '304' in responses || '412' in responses
  const names: SharedHeader[] = ['X-Request-Id', 'RateLimit-Policy', 'RateLimit']
  if (status < 300 && isOfApi(path)) names.push('Registry-Seq', 'Registry-Age')
  if (tagged && (status === 200 || status === 201 || status === 304)) names.push('ETag')
  if (status === 201 || status === 308) names.push('Location')
  if (status < 300 && '422' in responses) names.push('Idempotency-Replayed')
  if (status === 405) names.push('Allow')
  if (status === 429 || status === 503) names.push('Retry-After')
  return names
}

/** Says of each answer what it is and which headers it has. */
export function describeAnswers({ paths, components }: WorkingDocument, exampleAddress: string): void {
  const sharedHeaders = headersAt(exampleAddress)
  for (const [path, status, answer, operation] of answersIn(paths)) {
    if (answer.description === 'Default Response') answer.description = 'What was asked for.'
    const names = headersOf(path, Number(status), operation.responses)
    for (const name of names) components.headers[name] = sharedHeaders[name]
    const references = names.map((name) => [name, reference('headers', name)])
    answer.headers = { ...Object.fromEntries(references), ...answer.headers }
  }
}
