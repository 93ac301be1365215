import { isIP } from 'node:net'
import { Buckets, type Draw } from './buckets.ts'
import { shareBuckets } from './shared-buckets.ts'

/** In seconds. */
export const window = 60

interface Client {
  ip: string
  holder?: string
}

/** How many requests each client has left. */
export interface Limiter {
  draw(client: Client): Draw
  giveBack(client: Client): Draw
  /** The headers that tell a client how it stands, each a name and a value. */
  announce(draw: Draw): [string, string, string, string]
}

/** Holds each client to so many requests a minute; 0 sets no limit. */
export function limiterOf(perMinute: number): Limiter | undefined {
  if (perMinute === 0) return undefined
  const requests = new Buckets(perMinute, window)
  shareBuckets('requests', requests)
  const policy = `"default";q=${perMinute};w=${window}`
  return {
    draw: (client) => requests.take(client.holder ?? clientOf(client)),
    giveBack: (client) => requests.giveBack(client.holder ?? clientOf(client)),
    announce: ({ remaining, secondsToFull }) => [
      'ratelimit-policy',
      policy,
      'ratelimit',
      `"default";r=${remaining};t=${secondsToFull}`,
    ],
  }
}

/** The unit of the limit: an IPv4 address, or the 64-bit network that one IPv6 subscriber usually has whole. */
export function clientOf({ ip }: { ip: string }): string {
  if (isIP(ip) !== 6) return ip
  const [, embedded] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip) ?? []
  if (embedded) return embedded
  const [head = '', tail] = ip.split('::').map((half) => half.split(':').filter((group) => group !== '')) as [
    string[],
    string[]?,
  ]
  const gap = tail === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return [...head, ...gap, ...(tail ?? [])].slice(0, 4).join(':')
}

/** Adds to what is counted of a client, and forgets a client of which nothing is left. */
export function addTo(counts: Map<string, number>, client: string, change: number): void {
  const left = (counts.get(client) ?? 0) + change
  if (left > 0) counts.set(client, left)
  else counts.delete(client)
}
