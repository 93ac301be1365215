import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { validatorCompiler } from '../../http/validation.ts'

/** For bodies that the contract describes and the write path checks. */
export const anyBody: FastifySchemaCompiler<unknown> = ({ schema, ...route }) => {
  if (route.httpPart === 'body') return (body) => ({ value: body })
  return validatorCompiler({ ...route, schema: schema as z.ZodType })
}
