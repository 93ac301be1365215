import { isOfApi } from '../api-address.ts'
import { answersIn, componentReference, type Operation, type WorkingDocument } from './contract-document.ts'

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
  'Last-Modified': header('When what is sent last changed.', 'Fri, 31 May 2024 09:00:00 GMT'),
  Link: header(
    'Addresses that belong to the answer, such as that of the next page (RFC 8288).',
    `<${address}>; rel="next"`,
  ),
  'Content-Location': header(
    'The address of the same file where it is of another search than was asked for: of a name, where nothing has all that stands around it.',
    address,
  ),
  'Content-Disposition': header('The name of the file.', 'attachment; filename="agreements.csv"'),
  'WWW-Authenticate': header('How to log in.', 'Bearer'),
  Location: header('The address of what was made, or to go to.', address),
  'Idempotency-Replayed': header('`true` where the answer is that of an earlier request with the same key.', 'true'),
  Allow: header('The methods that the path has.', 'GET, HEAD, OPTIONS'),
  'Retry-After': header('How many seconds to wait before trying again.', '5'),
})

type SharedHeader = keyof ReturnType<typeof headersAt>

function headersOf(
  path: string,
  status: number,
  types: string[],
  responses: Operation['responses'] = {},
): SharedHeader[] {
  // Representations with conditional requests have a tag.
  const tagged = '304' in responses || '412' in responses
  const names: SharedHeader[] = ['X-Request-Id', 'RateLimit-Policy', 'RateLimit']
  if (isOfApi(path) || status >= 400) names.push('Registry-Seq')
  if (isOfApi(path) && status < 300) names.push('Registry-Age')
  if (isOfApi(path) && status === 200) names.push('Link')
  if (tagged && (status === 200 || status === 201 || status === 304)) names.push('ETag', 'Last-Modified')
  if (status === 200 && types.some((type) => !type.includes('json')))
    names.push('Content-Disposition', 'Content-Location')
  if (status === 401) names.push('WWW-Authenticate')
  if (status === 412) names.push('ETag')
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
    const names = headersOf(path, Number(status), Object.keys(answer.content ?? {}), operation.responses)
    for (const name of names) components.headers[name] = sharedHeaders[name]
    const references = names.map((name) => [name, componentReference('headers', name)])
    answer.headers = { ...Object.fromEntries(references), ...answer.headers }
  }
}
