import type { DataSet } from './data.ts'
import type { Watched } from './load/fire.ts'
import type { Server } from './machine/postgres.ts'
import type { Running } from './machine/service.ts'
import type { Options } from './options.ts'
import type { Results } from './results.ts'

/** The input of every measurement. */
export interface Bench {
  options: Options
  server: Server
  /** The loaded database. */
  databaseUrl: string
  data: DataSet
  service: Running
  results: Results
}

export const watchedBy = ({ service, server }: Bench): Watched => ({ service: service.pid, database: server.pid })
