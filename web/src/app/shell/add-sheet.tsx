import { useTranslation } from "react-i18next";
import { Sheet } from "../../ui/sheet.tsx";
import styles from "./bottom-bar.module.css";
import { PlaceLink } from "./place-link.tsx";
import { useAdditions } from "./products.ts";

interface AddSheetProps {
  communityId: string | null;
  opened: boolean;
  onClose: () => void;
}

/** What one can begin, big enough for a thumb. */
export function AddSheet({ communityId, opened, onClose }: AddSheetProps) {
  const { t } = useTranslation("app");
  const additions = useAdditions(communityId);
  return (
    <Sheet opened={opened} onClose={onClose} title={t("bar.add")}>
      <ul className={styles.additions}>
        {additions.map((place) => (
          <li key={place.id}>
            <PlaceLink place={place} onClick={onClose} className={styles.addition}>
              <place.icon aria-hidden size="1.5rem" stroke={1.75} />
              {place.label}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
