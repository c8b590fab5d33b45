export { type CreateUserInput, createUser } from "./create-user.ts";
export { findUser, findUserByProvedEmail, hasUsers } from "./find-user.ts";
export { createReception } from "./identify-caller.ts";
export { cleanName, isEmail, isTimeZone, NAME_PATTERN, normalEmail, OPTIONAL_NAME_PATTERN } from "./normal-form.ts";
export { hashPassword } from "./password.ts";
export { hashSecret } from "./secret.ts";
export type { Session, User } from "./user.ts";
