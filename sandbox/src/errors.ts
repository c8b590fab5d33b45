/** A call that the sandbox answers with a 4xx (or a staged 5xx). Thrown inside a tx it undoes the tx. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | null;

  constructor(status: number, code: string, message: string, field: string | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

export function invalid(field: string, rule: string): Refused {
  return new Refused(400, "invalid_request", `${field} ${rule}`, field);
}

export function notFound(what: string): Refused {
  return new Refused(404, "not_found", `no such ${what}`);
}

export function duplicate(reference: string): Refused {
  return new Refused(409, "duplicate_reference", `${reference} is there already: ask for it with GET`);
}

export function invalidState(what: string, status: string): Refused {
  return new Refused(409, "invalid_state", `the ${what} is ${status}`);
}
