import { Button, FileButton } from "@mantine/core";
import { IconCamera, IconFileTypePdf, IconPhotoPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendFile } from "../lib/http.ts";
import type { Media } from "../lib/wire.ts";
import { useSentence } from "../ui/states.tsx";
import styles from "./upload.module.css";

interface UploadProps {
  communityId: string;
  label: string;
  help?: string;
  media: readonly Media[];
  onChange: (media: readonly Media[]) => void;
  most?: number;
  /** Photos alone, without papers. */
  photosOnly?: boolean;
}

const PHOTOS = "image/jpeg,image/png,image/webp,image/heic";

/** Photos from the camera or the gallery, and papers; each is sent at once and shown as the server keeps it. */
export function Upload({ communityId, label, help, media, onChange, most = 20, photosOnly = false }: UploadProps) {
  const { isBusy, fault, send } = useSending(communityId, media, onChange);
  return (
    <fieldset className="fieldset">
      <legend>{label}</legend>
      {help ? <p className="soft small">{help}</p> : null}
      <Thumbs
        communityId={communityId}
        media={media}
        onRemove={(gone) => onChange(media.filter(({ id }) => id !== gone))}
      />
      {media.length < most ? (
        <Pickers
          isBusy={isBusy}
          photosOnly={photosOnly}
          onFiles={(files) => void send(files.slice(0, most - media.length))}
        />
      ) : null}
      {fault ? (
        <p role="alert" className="fault">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}

function useSending(communityId: string, media: readonly Media[], onChange: (media: readonly Media[]) => void) {
  const sentence = useSentence();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const send = async (files: readonly File[]) => {
    setBusy(true);
    setFault(null);
    let sent = [...media];
    try {
      for (const file of files) {
        sent = [...sent, await sendFile(communityId, file)];
        onChange(sent);
      }
    } catch (error) {
      setFault(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, fault, send };
}

interface PickersProps {
  isBusy: boolean;
  photosOnly: boolean;
  onFiles: (files: readonly File[]) => void;
}

function Pickers({ isBusy, photosOnly, onFiles }: PickersProps) {
  const { t } = useTranslation("fundraising");
  const look = { variant: "default", loading: isBusy } as const;
  return (
    <div className="row-tight">
      <FileButton accept="image/*" capture="environment" onChange={(file) => file && onFiles([file])}>
        {(props) => (
          <Button {...props} {...look} leftSection={<IconCamera aria-hidden size="1.1em" />}>
            {t("upload.camera")}
          </Button>
        )}
      </FileButton>
      <FileButton multiple accept={photosOnly ? PHOTOS : `${PHOTOS},application/pdf`} onChange={onFiles}>
        {(props) => (
          <Button {...props} {...look} leftSection={<IconPhotoPlus aria-hidden size="1.1em" />}>
            {photosOnly ? t("upload.photo") : t("upload.files")}
          </Button>
        )}
      </FileButton>
    </div>
  );
}

function Thumbs({
  communityId,
  media,
  onRemove,
}: {
  communityId: string;
  media: readonly Media[];
  onRemove: (id: string) => void;
}) {
  const { t } = useTranslation("fundraising");
  if (media.length === 0) return null;
  return (
    <ul className={styles.thumbs}>
      {media.map(({ id, contentType }, index) => (
        <li key={id} className={styles.thumb}>
          {contentType === "application/pdf" ? (
            <IconFileTypePdf aria-label={t("upload.paper", { number: index + 1 })} size="2.5rem" stroke={1.25} />
          ) : (
            <img src={`/v1/communities/${communityId}/media/${id}`} alt={t("upload.picture", { number: index + 1 })} />
          )}
          <button
            type="button"
            data-inline
            className={styles.remove}
            onClick={() => onRemove(id)}
            aria-label={t("upload.remove", { number: index + 1 })}
          >
            <IconX aria-hidden size="1.1em" />
          </button>
        </li>
      ))}
    </ul>
  );
}
