import type { FastifyInstance } from 'fastify'
import { ValidationProblem, type Violation } from './problems.ts'
import { pointerOf } from './validation.ts'

const deepest = 32
const mostViolations = 100

/** Reads JSON bodies and refuses what JSON allows but the registry cannot keep. */
export function readBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  // The parser for plain text that Fastify brings would hand unparsed text to routes that expect records.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (request, text, done) => {
      parse(request, String(text), (error, body) => {
        if (error) return done(error)
        const violations = violationsInText(body)
        done(violations.length > 0 ? new ValidationProblem(violations) : null, body)
      })
    },
  )
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
      for (const [key, inner] of Object.entries(whole)) {
        path.push(key)
        report(faultIn(key))
        visit(inner)
        path.pop()
      }
    }
  }
  visit(body)
  return violations
}

function faultIn(text: string): string | undefined {
  if (text.includes('\0')) return 'The text holds a NUL character.'
  return /\p{Surrogate}/u.test(text) ? 'The text holds half of a surrogate pair.' : undefined
}
