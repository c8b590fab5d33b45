import { Button } from "@mantine/core";
import { IconFileCertificate } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../lib/http.ts";
import { isProblem } from "../lib/problem.ts";
import { useSentence } from "../ui/states.tsx";
import { download } from "../ui/table/csv.ts";
import { toastFault } from "../ui/toast.tsx";

interface DownloadProofProps {
  communityId: string;
  /** The last day of the closed period. */
  through: string;
  accountId: string;
  code: string;
}

/** One account's balance at the end of a closed period, so that it can be checked without us. */
export function DownloadProof({ communityId, through, accountId, code }: DownloadProofProps) {
  const { t } = useTranslation("ledger");
  const sentence = useSentence();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const proof = await call(
        "GET /v1/communities/{communityId}/ledger/closings/{through}/accounts/{accountId}/proof",
        { path: { communityId, through, accountId } },
      );
      const name = `${code.replaceAll("/", "-")}-${through}.proof.json`;
      download(name, `${JSON.stringify(proof, null, 2)}\n`, "application/json");
    } catch (error) {
      toastFault(isProblem(error) && error.status === 404 ? t("proof.noEntry") : sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<IconFileCertificate aria-hidden size="1.1em" />}
      loading={isBusy}
      onClick={() => void save()}
    >
      {t("proof.download")}
    </Button>
  );
}
