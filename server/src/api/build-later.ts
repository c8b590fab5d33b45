import type { ValidateFunction } from "ajv";
import type { FastifyInstance, FastifySchema, FastifySchemaCompiler, FastifySerializerCompiler } from "fastify";

type Validator = ReturnType<FastifySchemaCompiler<FastifySchema>>;

// The code that checks and writes by a schema is built when the schema is first used: that of all operations together would
// be most of a start. Whether each can be built at all is seen when the contract is generated, which builds every one at once.

/** A validator that is built when it is first asked. */
export function validateLater(build: () => ValidateFunction): Validator {
  let built: ValidateFunction | undefined;
  const validate: Validator = (data) => {
    built ??= build();
    const isValid = built(data);
    validate.errors = built.errors ?? null;
    return isValid;
  };
  return validate;
}

/** Answers of the scope's routes are written by Fastify's own serialisers, built at the first such answer and once for all routes. */
export function serializeLater(scope: FastifyInstance): void {
  const built = new Map<string, (data: unknown) => string>();
  const build: FastifySerializerCompiler<FastifySchema> = (part) => {
    const compile = scope.serializerCompiler;
    if (!compile) throw new Error("no route has set Fastify's serialisers up");
    return compile(part);
  };
  const later: FastifySerializerCompiler<FastifySchema> = (part) => {
    const key = JSON.stringify(part.schema);
    return (data: unknown) => {
      const serialize = built.get(key) ?? build(part);
      built.set(key, serialize);
      return serialize(data);
    };
  };
  let isFirst = true;
  scope.addHook("onRoute", (route) => {
    if (!route.schema?.response) return;
    // The first route keeps Fastify's way, which sets its compiler up with the schemas that the scope has by then.
    if (!isFirst) route.serializerCompiler = later;
    isFirst = false;
  });
}
