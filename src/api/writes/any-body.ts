import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { validatorCompiler } from '../../problems/validation.ts'

/** Lets any body through: the contract describes it, and the write path checks it. */
export const anyBody: FastifySchemaCompiler<unknown> = ({ schema, ...route }) => {
  if (route.httpPart === 'body') return (body) => ({ value: body })
  return validatorCompiler({ ...route, schema: schema as z.ZodType })
}
