import { z } from 'zod'
import { id } from '../model/fields.ts'
import type { Noun } from '../model/noun.ts'

/** The part of an address that names a record of a noun. */
export const idParams = (noun: Noun) => z.strictObject({ id: id.meta({ example: noun.example.id }) })
