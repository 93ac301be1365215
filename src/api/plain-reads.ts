import type { IncomingMessage } from 'node:http'
import type { Answers } from '../answers/kept-answers.ts'
import type { Answer } from '../http/answer.ts'
import { openEntrance } from '../http/entrance.ts'
import type { Server } from '../http/server.ts'
import type { Noun } from '../model/noun.ts'
import type { Registry } from '../read/registry.ts'
import { readRecord } from './records/record-answer.ts'

type Reading = Answer | undefined | Promise<Answer | undefined>

/** Answers plain reads ahead of the routes, once all that answers requests was added. */
export function answerPlainReads(app: Server, registry: Registry): void {
  app.addHook('onReady', async () => {
    const entrance = openEntrance(app)
    const find = answerFinder(registry, app.answers)
    app.server.on('request', (request, response) => {
      const exchange = entrance.admit(request, response)
      if (!exchange) return
      const reading = find(request)
      if (!(reading instanceof Promise)) return entrance.finish(exchange, request, response, reading)
      reading.then(
        (answer) => entrance.finish(exchange, request, response, answer, reading),
        () => entrance.finish(exchange, request, response, undefined, reading),
      )
    })
  })
}

const recordUrl = /^\/v1\/([a-z-]+)\/((?:[a-z0-9-]|%[2-7][0-9a-fA-F])+)$/
const takesJson = new Set([undefined, '*/*', 'application/json'])

/**
 * Finds cached answers, and reads whole records. The routes do everything else, and explain why a record does not
 * exist.
 */
function answerFinder(registry: Registry, answers: Answers): (request: IncomingMessage) => Reading {
  const nouns = new Map<string, Noun>(registry.nouns)
  return (request) => {
    const kept = answers.find(request)
    if (kept || !takesJson.has(request.headers.accept)) return kept
    // The routes add `Registry-Age` to an answer that may be out of date.
    if (!registry.head.present.current()) return undefined
    const [, name = '', id = ''] = recordUrl.exec(request.url ?? '') ?? []
    const noun = nouns.get(name)
    return noun && readRecord(registry, answers, request, noun, decodeURIComponent(id))
  }
}
