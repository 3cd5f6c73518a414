import { Indicator, Tooltip, UnstyledButton } from "@mantine/core";
import { IconKeyboard, IconMessages, IconReportAnalytics, IconScreenShare } from "@tabler/icons-react";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isSupervisor } from "../lib/api.ts";
import { useSelect, useStore } from "../lib/store.ts";
import { AgentMenu } from "../settings/agent-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Logo } from "../ui/logo.tsx";
import { useDesk } from "./context.ts";
import styles from "./rail.module.css";
import { pathOf, type Route } from "./router.ts";

interface Props {
  onHelp: () => void;
  onSignOut: () => void;
}

/** The left edge: places of the console, help, and the agent's own menu. */
export function Rail({ onHelp, onSignOut }: Props) {
  const { t } = useTranslation();
  const desk = useDesk();
  const route = useStore(desk.router);
  const waiting = useSelect(desk.queue, (queue) => queue.entries.length);
  const places: { to: Route; label: string; icon: ReactNode; here: boolean; count: number }[] = [
    {
      to: { page: "desk" },
      label: t("rail.chats"),
      icon: <IconMessages size={22} stroke={1.7} />,
      here: route.page !== "sessions" && route.page !== "running",
      count: waiting,
    },
    ...(isSupervisor(desk.me)
      ? [
          {
            to: { page: "running" as const },
            label: t("rail.running"),
            icon: <IconScreenShare size={22} stroke={1.7} />,
            here: route.page === "running",
            count: 0,
          },
        ]
      : []),
    {
      to: { page: "sessions" },
      label: t("rail.reports"),
      icon: <IconReportAnalytics size={22} stroke={1.7} />,
      here: route.page === "sessions",
      count: 0,
    },
  ];
  return (
    <nav className={styles.root} aria-label={t("rail.name")}>
      <span className={styles.logo}>
        <Logo />
      </span>
      {places.map(({ to, label, icon, here, count }) => (
        <RailLink key={label} to={to} label={label} here={here} count={count} onGo={() => desk.router.go(to)}>
          {icon}
        </RailLink>
      ))}
      <span className={styles.gap} />
      <IconButton label={t("shortcuts.title")} keys="?" size={40} onClick={onHelp}>
        <IconKeyboard size={21} stroke={1.7} />
      </IconButton>
      <AgentMenu onSignOut={onSignOut} />
    </nav>
  );
}

interface RailLinkProps {
  to: Route;
  label: string;
  here: boolean;
  count: number;
  onGo: () => void;
  children: ReactNode;
}

function RailLink({ to, label, here, count, onGo, children }: RailLinkProps) {
  const { t } = useTranslation();
  const go = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onGo();
  };
  const name = count > 0 ? `${label}, ${t("rail.waiting", { count })}` : label;
  return (
    <Tooltip label={label} position="right">
      <UnstyledButton
        component="a"
        href={pathOf(to)}
        className={styles.place}
        aria-label={name}
        {...(here ? { "aria-current": "page" as const } : {})}
        onClick={go}
      >
        <Indicator
          classNames={{ indicator: styles.count ?? "" }}
          disabled={count === 0}
          label={count}
          size={16}
          offset={-1}
          color="petrol"
        >
          {children}
        </Indicator>
      </UnstyledButton>
    </Tooltip>
  );
}
