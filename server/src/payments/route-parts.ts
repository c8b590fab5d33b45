import Type from "typebox";

export const Id = Type.String({ format: "uuid" });
export const Next = Type.Union([Type.String(), Type.Null()]);
export const CommunityParams = Type.Object({ communityId: Id });

export const Page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  after: Type.Optional(Type.String({ maxLength: 200 })),
};
