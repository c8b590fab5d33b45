export type { ActivityData } from "./activity.ts";
export { addMember } from "./add-member.ts";
export { type CallToWork, callToWork } from "./call-to-work.ts";
export type { Community } from "./community.ts";
export { type CreateCommunity, createCommunity } from "./create-community.ts";
export { findCommunity, findCommunityId, memberNames, showPublicly } from "./find-community.ts";
export type { Membership } from "./membership.ts";
export { finishActivity, type RecordActivity, recordActivity } from "./record-activity.ts";
export { type RoleOrigin, registerPermissions } from "./role.ts";
