import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Where Debian has it. */
export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
export const browserOptions = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run']

/** Starts the service on the record that it comes with, for as long as some work takes. */
export async function withService(work: (address: string) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'registry-'))
  const settings = { PORT: '0', DATA_DIR: data, DATABASE_URL: '', LOG_LEVEL: 'error', RATE_LIMIT: '0' }
  const service = spawn(process.execPath, ['--import=tsx', 'src/main.ts', 'serve'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(service, 'exit')
  try {
    await work(await addressIn(createInterface({ input: service.stdout })))
  } finally {
    service.kill()
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

/** Where the service says that it listens. */
async function addressIn(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const [, address] = /^Front page +(\S+)\/$/.exec(line) ?? []
    if (address) return address
  }
  throw new Error('The service has not started.')
}
