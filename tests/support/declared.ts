import type { ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

interface Answer {
  statusCode: number
  headers: Record<string, unknown>
  body: string
}
interface Contract {
  paths: Record<string, Record<string, { responses: Record<string, Item> }>>
  components: Record<string, Record<string, Item>>
}
type Item = { $ref?: string; content?: Record<string, object> }

/** Reads answers by the contract alone: tells what of one is not declared, be it its status, its media type or a member. */
export function readerOf(contract: Contract): (method: string, path: string, answer: Answer) => string[] {
  // A service of a test is asked little, so that code which is compiled sooner is worth more than code that runs faster.
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { iri: true },
    code: { optimize: false },
    inlineRefs: false,
  })
  formats.default(ajv)
  ajv.addSchema(contract, 'contract')
  const validators = new Map<string, ValidateFunction>()
  const validatorAt = (steps: string[]) => {
    const pointer = steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
    const known = validators.get(pointer) ?? ajv.compile({ $ref: `contract#/${encodeURI(pointer)}` })
    validators.set(pointer, known)
    return known
  }

  return (method, path, { statusCode, headers, body }) => {
    const status = String(statusCode)
    const declared = contract.paths[path]?.[method]?.responses[status]
    if (!declared) return [`${status} is not declared`]
    const shared = declared.$ref?.split('/').at(-1) ?? ''
    const response = declared.$ref ? contract.components.responses?.[shared] : declared
    const place = declared.$ref ? ['components', 'responses', shared] : ['paths', path, method, 'responses', status]
    const type = String(headers['content-type'] ?? '').split(';')[0] ?? ''
    if (body === '' && !response?.content) return []
    if (!response?.content?.[type]) return [`${status} as ${type || 'nothing'} is not declared`]
    if (!/json$/.test(type) || type.endsWith('x-ndjson')) return []
    const validate = validatorAt([...place, 'content', type, 'schema'])
    const document = parsed(body)
    if (document === undefined) return [`${status} is no JSON: ${body.slice(0, 100)}`]
    if (validate(document)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    )
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
