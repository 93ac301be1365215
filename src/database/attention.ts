import { DatabaseUnavailable } from './problems.ts'
import type { WatchedClient } from './watched-client.ts'

// A statement without an answer is either still at work, or its server or the connection is lost. After a while without
// an answer, the server is asked on another connection what it is doing, so the caller knows within four seconds.
// Behind a pooler it takes longer: see `hiddenWorkWithin`.

const lookEvery = 250
/** How long a statement may wait before somebody asks what has become of it. */
const askAfter = 1_500
/** How long that question may wait. It is asked twice, because its own connection may be the dead one. */
const answerWithin = 900
/** How long a commit may wait for a standby. */
const confirmWithin = 3_000
/** A server that says it works on a statement for so long after it should have ended it does not work on it. */
const endsWithin = 1_000
/** A pooler hides which process works on what; then the statement timeout has passed, and the answer is lost. */
const hiddenWorkWithin = 15_000

/** The work of the server, as far as these processes do it. */
export interface Work {
  working: { process: number; waitsForStandby: boolean }[]
  /** Whether commits have been waiting for a standby for a while. */
  writesWait: boolean
}
type AskWork = (processes: number[]) => Promise<Work>

/** Watches connections to a server, and cuts off those that are dead. */
export class Attention {
  /** Clients of requests. */
  readonly clients = new Set<WatchedClient>()
  /** The clients of small questions, which no answer may keep waiting. */
  readonly asides = new Set<WatchedClient>()
  readonly #askWork: AskWork
  readonly #settings: { isPooled: boolean; isCommand: boolean }
  /** Clients of whose statements the server knew nothing when it was last asked. */
  readonly #unknown = new WeakSet<WatchedClient>()
  readonly #timer = setInterval(() => this.#look(), lookEvery)
  #isSilent = false
  #writesWait = false
  #isAsking = false
  #lookedAt = performance.now()

  constructor(askWork: AskWork, settings: { isPooled: boolean; isCommand: boolean }) {
    this.#askWork = askWork
    this.#settings = settings
    this.#timer.unref()
  }

  /** Whether the database does not answer, so that callers can fail at once instead of waiting. */
  isSilent(): boolean {
    return this.#isSilent
  }

  /** Whether no write is confirmed at the moment, so that a new one can be refused at once. */
  writesWait(): boolean {
    return this.#writesWait
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const now = performance.now()
    // While this process was busy, answers that have arrived have not been read.
    const isLate = now - this.#lookedAt > 2 * lookEvery
    this.#lookedAt = now
    const isTroubled = this.#isSilent || this.#writesWait
    if (isLate && !isTroubled) return
    for (const aside of this.asides)
      if (aside.silentFor(now) > answerWithin) {
        aside.cut(new DatabaseUnavailable('silent'))
        // Connections of the same age may be dead, too. New ones cost little.
        this.#cutThoseWithoutWork()
      }
    if (this.#isSilent) this.#cutThoseWithoutWork()
    const waiting = [...this.clients].filter((client) => client.silentFor(now) > askAfter)
    if (this.#isAsking || (waiting.length === 0 && !isTroubled)) return
    this.#isAsking = true
    this.#ask(waiting).finally(() => {
      this.#isAsking = false
    })
  }

  async #ask(waiting: WatchedClient[]): Promise<void> {
    const processes = waiting.map(({ serverProcess }) => serverProcess)
    try {
      const work = await this.#askWork(processes).catch((error) =>
        this.#isSilent ? Promise.reject(error) : this.#askWork(processes),
      )
      this.#isSilent = false
      this.#writesWait = work.writesWait && !this.#settings.isCommand
      const working = new Map(work.working.map(({ process, waitsForStandby }) => [process, waitsForStandby]))
      for (const client of waiting) this.#judge(client, working.get(client.serverProcess) ?? this.#isHeldUp(client))
    } catch {
      this.#isSilent = true
      this.#cutThoseWithoutWork()
      for (const client of this.clients)
        if (client.silentFor() > askAfter) client.cut(new DatabaseUnavailable('silent'))
    }
  }

  /** Cuts connections that are idle, or still on their way. */
  #cutThoseWithoutWork(): void {
    for (const client of this.clients) if (!client.isTaken) client.cut(new DatabaseUnavailable('silent'))
  }

  /** A pooler hides which process commits, but not that commits wait. */
  #isHeldUp({ isCommitting }: WatchedClient): true | undefined {
    return (this.#settings.isPooled && this.#writesWait && isCommitting) || undefined
  }

  #judge(client: WatchedClient, waitsForStandby: boolean | undefined): void {
    const { isPooled, isCommand } = this.#settings
    const silentFor = client.silentFor()
    if (silentFor < askAfter) return void this.#unknown.delete(client)
    if (waitsForStandby === false) {
      this.#unknown.delete(client)
      const isHung = !client.isUnlimited && silentFor > client.statementTimeout + endsWithin
      if (isHung) client.cut(new DatabaseUnavailable('silent'))
      return
    }
    if (waitsForStandby) {
      if (!isCommand && silentFor > confirmWithin) client.cut(new DatabaseUnavailable('undecided'))
      return
    }
    const isLost = isPooled ? silentFor > hiddenWorkWithin : this.#unknown.has(client)
    if (isLost) client.cut(new DatabaseUnavailable('silent'))
    // The statement may have been taken up, or answered, just now.
    this.#unknown.add(client)
  }
}
