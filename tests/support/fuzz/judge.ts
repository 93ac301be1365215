import { readerOf } from '../declared.ts'
import type { Answered, Asking } from './client.ts'
import type { Contract } from './contract.ts'

interface Problem {
  type?: unknown
  title?: unknown
  status?: unknown
  detail?: unknown
  instance?: unknown
  requestId?: unknown
  errors?: { pointer?: string; parameter?: string; header?: string; detail?: string }[]
}

export type Judge = (asking: Asking, answer: Answered) => string[]

const longestWait = 5000

/** Finds the errors of an answer, whatever was requested. */
export function judgeOf(contract: Contract): Judge {
  const undeclared = readerOf(contract as unknown as Parameters<typeof readerOf>[0])
  return ({ method, path, url }, answer) => {
    const { statusCode, headers, milliseconds } = answer
    const faults: string[] = []
    if (milliseconds > longestWait) faults.push(`takes ${Math.round(milliseconds)} ms`)
    if (statusCode >= 500 && !(statusCode === 503 && headers['retry-after'])) faults.push(`is a ${statusCode}`)
    if (statusCode >= 400) faults.push(...ofProblem(url, answer))
    if (path && method !== 'head') faults.push(...undeclared(method, path, answer).slice(0, 3))
    if (!headers['x-request-id']) faults.push('has no X-Request-Id')
    if (statusCode === 304 && answer.body !== '') faults.push('has a body with a 304')
    return faults
  }
}

const inner = /\bat \S+ \(|node_modules|\.(ts|js):\d+|\b(select|insert|update) .{1,80} (from|into|set) |file:\/\/|ECONN/

function ofProblem(url: string, { statusCode, headers, body }: Answered): string[] {
  if (!String(headers['content-type']).startsWith('application/problem+json')) return ['is no problem document']
  if (body === '') return []
  const problem = JSON.parse(body) as Problem
  const faults: string[] = []
  const words = [problem.title, problem.detail]
  if (!words.every((text) => typeof text === 'string' && text.trim() !== '')) faults.push('says nothing')
  if (problem.status !== statusCode) faults.push(`says ${problem.status} with a ${statusCode}`)
  if (!/^(https?:\/\/[^/]+)?\/problems\/[a-z-]+$/.test(String(problem.type))) faults.push(`is a ${problem.type}`)
  if (problem.requestId !== headers['x-request-id']) faults.push('tells another request')
  if (typeof problem.instance !== 'string' || !url.startsWith(problem.instance.slice(0, 3)))
    faults.push('has no instance')
  if (inner.test(body)) faults.push('tells of the inside')
  const places = (problem.errors ?? []).map(({ pointer, parameter, header, detail }) => {
    if ([pointer, parameter, header].filter((place) => place !== undefined).length > 1) faults.push('tells two places')
    return JSON.stringify([pointer, parameter, header, detail])
  })
  if (new Set(places).size < places.length) faults.push('tells a violation twice')
  return faults
}
