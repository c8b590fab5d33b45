import { sql } from "kysely";
import type { Db } from "../platform/db.ts";
import { defineModule } from "../platform/module.ts";

export const module = defineModule({
  name: "documents",
  checks: [
    {
      name: "documents.series_without_gaps",
      why: "A missing receipt number is the first thing that an auditor asks about.",
      run: seriesWithGaps,
    },
  ],
});

async function seriesWithGaps(db: Db): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select format('%s %s %s: last number %s, %s documents', s.community_id, s.kind, s.year, s.last_number, count(d.id)) as line
      from documents.series s
      left join documents.document d
        on d.community_id = s.community_id and d.kind = s.kind and d.year = s.year
     group by s.community_id, s.kind, s.year
    having count(d.id) <> s.last_number or coalesce(max(d.number), 0) <> s.last_number`.execute(db);
  return rows.map((row) => row.line);
}
