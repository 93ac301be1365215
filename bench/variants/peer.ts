import type { DataSet } from '../data.ts'
import type { Running } from '../machine/service.ts'
import type { Step } from '../options.ts'
import type { Variant } from './variant.ts'

/** A server that a user could pick instead, over tables of its own in the same Postgres. */
export interface Peer {
  step: Step
  title: string
  /** The name of its package. */
  package: string
  start(database: string): Promise<Running>
  variants(data: DataSet, service: Running): Variant[]
}
