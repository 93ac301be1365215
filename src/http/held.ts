import type { ServerResponse } from 'node:http'
import type { Exchange } from './exchange.ts'

// A slot, or whatever else a request holds, is freed once: when its answer is closed and nothing works for it any more. A
// client that goes ends no statement that runs for it, so if it freed what it holds, it could begin any number of them.

/** Frees when the request is over, or at once if it is over already. */
export function holdUntilOver(exchange: Exchange, response: ServerResponse, free: () => void): void {
  if (exchange.held) exchange.held.push(free)
  else {
    exchange.held = [free]
    exchange.isClosed = response.destroyed
    response.once('close', () => {
      exchange.isClosed = true
      freeIfOver(exchange)
    })
  }
  freeIfOver(exchange)
}

export function beginWork(exchange: Exchange): void {
  exchange.work = 'begun'
}

export function endWork(exchange: Exchange): void {
  exchange.work = 'ended'
  freeIfOver(exchange)
}

/** Ends a part of the work after which the request waits for the rest. */
export function pauseWork(exchange: Exchange): void {
  exchange.work = undefined
  freeIfOver(exchange)
}

/** Counts as work what is awaited before the turn of a request. */
export async function whileAtWork<T>(exchange: Exchange, work: Promise<T>): Promise<T> {
  beginWork(exchange)
  try {
    return await work
  } finally {
    pauseWork(exchange)
  }
}

function freeIfOver(exchange: Exchange): void {
  if (!exchange.isClosed || exchange.work === 'begun') return
  for (const free of exchange.held?.splice(0) ?? []) free()
}
