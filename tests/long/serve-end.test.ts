import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { engine, testDatabase } from '../support/database.ts'
import { environmentWith, launcher, program } from '../support/program.ts'
import { startService } from '../support/service.ts'

const skip = engine === 'pglite' && 'once is enough'

t.test('a port in use is told in one line', { skip }, async (t) => {
  const { url: DATABASE_URL } = await testDatabase(t)
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const PORT = String((taken.address() as AddressInfo).port)
  const child = spawn(launcher, [...program, 'serve'], {
    env: environmentWith({ DATABASE_URL, PORT, LOG_LEVEL: 'error' }),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  await once(child, 'close')
  t.equal(child.exitCode, 1)
  t.match(said, new RegExp(`^[^\\n]*EADDRINUSE[^\\n]*${PORT}\\n$`))
})

t.test('a full disk under the log ends nothing', { skip }, async (t) => {
  const { url: DATABASE_URL } = await testDatabase(t)
  const found = createServer().listen(0, '127.0.0.1')
  await once(found, 'listening')
  const { port } = found.address() as AddressInfo
  found.close()
  const child = spawn('sh', ['-c', 'exec "$@" > /dev/full', 'sh', launcher, ...program, 'serve'], {
    env: environmentWith({ DATABASE_URL, PORT: String(port), LOG_LEVEL: 'info', RATE_LIMIT: '0' }),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
  const lost = async () => /^log_lines_lost_total [1-9]/m.test(await get('/metrics').catch(() => ''))
  while (child.exitCode === null && !(await lost())) {
    await get('/v1/domains?limit=1').catch(() => {})
    await pause(50)
  }
  t.match(await get('/v1/domains?limit=1'), /"data"/, 'it goes on serving, and tells how many lines are lost')
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  t.equal(code, 0)
})

const readers = 48

t.test('a service that is told to end resets nobody', { skip }, async (t) => {
  const { url } = await testDatabase(t)
  const service = await startService(t, { DATABASE_URL: url })
  const { port } = new URL(service.address)
  const agent = new Agent({ keepAlive: true, maxSockets: readers })
  t.teardown(() => agent.destroy())
  const outcomes: string[] = []
  let isBusy = () => {}
  const busy = new Promise<void>((resolve) => {
    isBusy = resolve
  })

  /** Asks on and on by connections that are kept, until the service says that it closes, or is closed. */
  async function askOn(): Promise<void> {
    for (;;) {
      const outcome = await ask(`${service.address}/v1/domains?limit=5`, agent)
      if (outcomes.push(outcome) > 100) isBusy()
      if (outcome !== '200 keep-alive') return
      // A connection at rest is one that a service may take for done with.
      await pause(20)
    }
  }
  const slow = connect(Number(port), '127.0.0.1').setEncoding('utf8')
  slow.write('GET /v1/domains HTTP/1.1\r\nHo')
  const unfinished = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true }).setEncoding('utf8')
  t.teardown(() => unfinished.destroy())
  unfinished.write('GET /livez HTTP/1.1\r\nHo')
  const asking = Array.from({ length: readers }, askOn)
  await busy
  const stopped = service.stop()
  await Promise.all(asking)
  slow.write('st: a\r\n\r\n')
  let answer = ''
  for await (const chunk of slow) answer += chunk
  t.match(answer, /^HTTP\/1.1 200 [\s\S]*connection: close[\s\S]*"data"/i, 'a slow request that has begun is answered')
  answer = ''
  for await (const chunk of unfinished) answer += chunk
  t.match(answer, /^HTTP\/1.1 408 /, 'a request that does not become whole is not waited for')
  t.equal(await stopped, 0)
  const ends = new Set(outcomes)
  ends.delete('200 keep-alive')
  for (const end of ends) t.ok(['200 close', 'ECONNREFUSED'].includes(end), end)
  t.ok(ends.has('200 close'))
})

/** The status of an answer and what becomes of its connection, or why there is none. */
async function ask(address: string, agent: Agent): Promise<string> {
  const request = get(address, { agent })
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    response.resume()
    await once(response, 'end')
    return `${response.statusCode} ${response.headers.connection ?? 'keep-alive'}`
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code)
  }
}
