import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { texts } from './problem-types.ts'
import { UnsupportedMediaType, ValidationProblem, type Violation } from './problems.ts'
import { pointerOf } from './validation.ts'

const deepest = 32
const mostViolations = 100

/** Reads JSON and NDJSON bodies and refuses what JSON allows but the registry cannot keep. */
export function readBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  // The parser for plain text that Fastify brings would hand unparsed text to routes that expect records.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (request, text, done) => {
      // Many clients name a type even where they send nothing, and nothing is asked for.
      if (text === '' && request.routeOptions.schema?.body === undefined) return done(null, undefined)
      parse(request, String(text), (error, body) => {
        if (error) return done(error)
        const violations = violationsInText(body)
        done(violations.length > 0 ? new ValidationProblem(violations) : null, body)
      })
    },
  )
  readLines(app)
}

/** Reads NDJSON as the list of its values; empty lines are left out. All lines that are no JSON are told at once. */
function readLines(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  const valueIn = (request: FastifyRequest, line: string) =>
    new Promise((resolve, reject) => parse(request, line, (error, value) => (error ? reject(error) : resolve(value))))
  app.addContentTypeParser(lineTypes, { parseAs: 'string' }, async (request: FastifyRequest, text: string | Buffer) => {
    const lines = String(text).split('\n')
    const values: unknown[] = []
    const violations: Violation[] = []
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue
      const value = await valueIn(request, line).catch(() => undefined)
      if (value === undefined) violations.push({ pointer: `/${index}`, detail: `Line ${index + 1} is not valid JSON.` })
      values.push(value)
    }
    violations.push(...violationsInText(values))
    if (violations.length > 0) throw new ValidationProblem(violations.slice(0, mostViolations))
    return values
  })
}

export const lineTypes = ['application/x-ndjson', 'application/ndjson']

/** Refuses a body of any other media type before it is read. */
export function takesOnly(...types: string[]): onRequestAsyncHookHandler {
  return async (request) => {
    const given = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
    if (given !== undefined && types.includes(given)) return
    const names = types.join(', ')
    throw new UnsupportedMediaType(
      texts(
        `Send the body as ${names}, named in Content-Type.`,
        `請以 Content-Type 指明內容類型：${names}。`,
        `请以 Content-Type 指明内容类型：${names}。`,
      ),
      { mediaTypes: types },
    )
  }
}

/** Finds NUL characters and lone surrogates, which Postgres does not store, and what is nested too deep. */
export function violationsInText(body: unknown): Violation[] {
  const violations: Violation[] = []
  const path: string[] = []
  const report = (detail: string | undefined) => {
    if (detail && violations.length < mostViolations) violations.push({ pointer: pointerOf(path), detail })
  }
  const visit = (value: unknown): void => {
    if (typeof value === 'string') report(faultIn(value))
    else if (typeof value === 'object' && value !== null) visitParts(value)
  }
  const visitParts = (whole: object): void => {
    if (path.length >= deepest) report(`This is nested more than ${deepest} levels deep.`)
    else {
      for (const key of Object.keys(whole)) {
        path.push(key)
        report(faultIn(key))
        visit((whole as Record<string, unknown>)[key])
        path.pop()
      }
    }
  }
  visit(body)
  return violations
}

function faultIn(text: string): string | undefined {
  if (text.includes('\0')) return 'The text holds a NUL character.'
  return text.isWellFormed() ? undefined : 'The text holds half of a surrogate pair.'
}
