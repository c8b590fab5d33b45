import sharp from "sharp";
import { cleanFile, insertMedia, keepFile } from "../../fundraising/index.ts";
import { PICTURES, type PictureName } from "./pictures.ts";
import { asMember, once, ownerOf, recall, type Stage, userIdOf } from "./stage.ts";

/** A picture of the story as the goal's owner uploads it; its id. Drawn here: the demo needs nobody's photos. */
export async function upload(stage: Omit<Stage, "goalId">, name: PictureName): Promise<string> {
  const key = `picture ${name}`;
  const known = await recall(stage, key);
  if (known) return known;
  const { services, communityId } = stage;
  const file = await cleanFile(await sharp(Buffer.from(PICTURES[name])).png({ compressionLevel: 1 }).toBuffer());
  const id = services.newId();
  await keepFile(services.config.dataDir, communityId, file, id);
  const owner = ownerOf(stage.story).key;
  return once(stage, asMember(stage, owner), key, async (ctx) => {
    const { sha256, contentType, width, height } = file;
    const uploadedBy = userIdOf(stage.people, owner);
    await insertMedia(ctx, { id, sha256, contentType, width, height, byteCount: file.bytes.length, uploadedBy });
    return id;
  });
}
