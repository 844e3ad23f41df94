// Writing a person down, or setting one right. Says while one types if somebody with the same address is there already.
import { useNavigate, useParams } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { Unanswered } from "@/kit";
import { tidy } from "@/records/draft";
import type { Draft } from "@/records/editors/parts";
import { KINDS } from "@/records/kinds";
import { PasteSignature } from "@/records/proposal";
import { MatchWarning, RecordForm } from "@/records/RecordForm";
import { useContact, useMatches } from "./queries";

export function ContactFormScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const { data, error, refetch } = useContact(id);
  if (id && (error || !data)) return <Unanswered of={{ error, refetch }} whole title={t("kind.contact")} />;
  return (
    <RecordForm
      key={id ?? "new"}
      config={KINDS.contact}
      {...(data ? { record: data } : {})}
      matches={(draft, set) => (
        <>
          <PasteSignature draft={draft} set={set} />
          <Matches draft={draft} id={id} />
        </>
      )}
    />
  );
}

function Matches({ draft, id }: { draft: Draft; id: string | undefined }) {
  const navigate = useNavigate();
  const settled = useDeferredValue(tidy(draft));
  const matches = useMatches(settled, id) ?? [];
  return (
    <MatchWarning
      matches={matches.filter((match) => match.id !== id)}
      onOpen={(other) => void navigate({ to: "/contacts/$id", params: { id: other } })}
    />
  );
}
