// Every screen and its address. The addresses stand behind a #, so they work under tauri:// and on any server without
// its help; stories and tests give a history of their own.
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  type RouterHistory,
} from "@tanstack/react-router";
import { startPath } from "@/client";
import { ContactList } from "@/features/contacts/ContactList";
import { parseDealSearch } from "@/features/deals/queries";
import { parseNotificationSearch } from "@/features/notifications/queries";
import { parseListSearch, parseViewSearch } from "@/records/view";
import { Frame } from "./App";
import { NotFound } from "./NotFound";
import * as screens from "./screens";
import { Crash } from "./Crash";

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: Crash });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router is told to go elsewhere
    throw redirect({ to: startPath() as "/contacts" });
  },
});

const homeShow = createRoute({ getParentRoute: () => root, path: "/home", component: screens.HomeShow });

export const contactsRoute = createRoute({
  getParentRoute: () => root,
  path: "/contacts",
  validateSearch: parseListSearch,
  component: ContactList,
});
const contactNew = createRoute({
  getParentRoute: () => root,
  path: "/contacts/new",
  component: screens.ContactFormScreen,
});
const contactShow = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$id",
  component: screens.ContactShow,
});
const contactEdit = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$id/edit",
  component: screens.ContactFormScreen,
});

export const companiesRoute = createRoute({
  getParentRoute: () => root,
  path: "/companies",
  validateSearch: parseListSearch,
  component: screens.CompanyList,
});
const companyNew = createRoute({
  getParentRoute: () => root,
  path: "/companies/new",
  component: screens.CompanyFormScreen,
});
const companyShow = createRoute({
  getParentRoute: () => root,
  path: "/companies/$id",
  component: screens.CompanyShow,
});
const companyChart = createRoute({
  getParentRoute: () => root,
  path: "/companies/$id/chart",
  component: screens.ChartShow,
});
const companyEdit = createRoute({
  getParentRoute: () => root,
  path: "/companies/$id/edit",
  component: screens.CompanyFormScreen,
});

export const dealsRoute = createRoute({
  getParentRoute: () => root,
  path: "/deals",
  validateSearch: parseDealSearch,
  component: screens.DealList,
});
const dealForecast = createRoute({
  getParentRoute: () => root,
  path: "/deals/forecast",
  component: screens.ForecastShow,
});
const dealNew = createRoute({
  getParentRoute: () => root,
  path: "/deals/new",
  component: screens.DealFormScreen,
});
const dealShow = createRoute({
  getParentRoute: () => root,
  path: "/deals/$id",
  component: screens.DealShow,
});
const dealEdit = createRoute({
  getParentRoute: () => root,
  path: "/deals/$id/edit",
  component: screens.DealFormScreen,
});
export const leadsRoute = createRoute({
  getParentRoute: () => root,
  path: "/leads",
  validateSearch: parseListSearch,
  component: screens.LeadList,
});
const leadNew = createRoute({
  getParentRoute: () => root,
  path: "/leads/new",
  component: screens.LeadFormScreen,
});
const leadShow = createRoute({
  getParentRoute: () => root,
  path: "/leads/$id",
  component: screens.LeadShow,
});
const leadEdit = createRoute({
  getParentRoute: () => root,
  path: "/leads/$id/edit",
  component: screens.LeadFormScreen,
});

const ownRecords = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind",
  validateSearch: parseListSearch,
  component: screens.OwnRecordList,
});
const ownRecordNew = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/new",
  component: screens.OwnRecordFormScreen,
});
const ownRecordShow = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/$id",
  component: screens.OwnRecordShow,
});
const ownRecordEdit = createRoute({
  getParentRoute: () => root,
  path: "/records/$kind/$id/edit",
  component: screens.OwnRecordFormScreen,
});

const tasks = createRoute({
  getParentRoute: () => root,
  path: "/tasks",
  validateSearch: parseViewSearch,
  component: screens.TaskList,
});
const taskNew = createRoute({
  getParentRoute: () => root,
  path: "/tasks/new",
  component: screens.TaskFormScreen,
});
const taskShow = createRoute({
  getParentRoute: () => root,
  path: "/tasks/$id",
  component: screens.TaskShow,
});
const taskEdit = createRoute({
  getParentRoute: () => root,
  path: "/tasks/$id/edit",
  component: screens.TaskFormScreen,
});

const activity = createRoute({
  getParentRoute: () => root,
  path: "/activity",
  validateSearch: parseViewSearch,
  component: screens.CommunicationList,
});
const activityShow = createRoute({
  getParentRoute: () => root,
  path: "/activity/$id",
  component: screens.CommunicationShow,
});

const notifications = createRoute({
  getParentRoute: () => root,
  path: "/notifications",
  validateSearch: parseNotificationSearch,
  component: screens.NotificationList,
});
const viewShow = createRoute({
  getParentRoute: () => root,
  path: "/views/$id",
  component: screens.ViewShow,
});

const imports = createRoute({ getParentRoute: () => root, path: "/imports", component: screens.ImportList });
const importNew = createRoute({
  getParentRoute: () => root,
  path: "/imports/new",
  component: screens.ImportMapping,
});
const importShow = createRoute({
  getParentRoute: () => root,
  path: "/imports/$id",
  component: screens.ImportShow,
});
const history = createRoute({
  getParentRoute: () => root,
  path: "/history",
  component: screens.HistoryList,
});
const trash = createRoute({ getParentRoute: () => root, path: "/trash", component: screens.TrashList });
const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: screens.SettingsShow,
});
const settingsDeals = createRoute({
  getParentRoute: () => root,
  path: "/settings/deals",
  component: screens.PipelineList,
});
const settingsLeads = createRoute({
  getParentRoute: () => root,
  path: "/settings/leads",
  component: screens.LeadSettings,
});
const settingsLayout = createRoute({
  getParentRoute: () => root,
  path: "/settings/layout",
  component: screens.FieldLayout,
});
const settingsKinds = createRoute({
  getParentRoute: () => root,
  path: "/settings/kinds",
  component: screens.KindList,
});
const tags = createRoute({ getParentRoute: () => root, path: "/settings/tags", component: screens.TagList });

export const searchRoute = createRoute({
  getParentRoute: () => root,
  path: "/search",
  validateSearch: (raw: Record<string, unknown>): { text?: string } =>
    typeof raw["text"] === "string" && raw["text"] ? { text: raw["text"] } : {},
  component: screens.SearchList,
});

const tree = root.addChildren([
  home,
  homeShow,
  contactsRoute,
  contactNew,
  contactShow,
  contactEdit,
  companiesRoute,
  companyNew,
  companyShow,
  companyEdit,
  companyChart,
  leadsRoute,
  leadNew,
  leadShow,
  leadEdit,
  dealsRoute,
  dealForecast,
  dealNew,
  dealShow,
  dealEdit,
  ownRecords,
  ownRecordNew,
  ownRecordShow,
  ownRecordEdit,
  tasks,
  taskNew,
  taskShow,
  taskEdit,
  activity,
  activityShow,
  notifications,
  viewShow,
  imports,
  importNew,
  importShow,
  history,
  trash,
  settings,
  settingsDeals,
  settingsLeads,
  settingsLayout,
  settingsKinds,
  tags,
  searchRoute,
]);

export function newRouter(history_: RouterHistory = createHashHistory()) {
  return createRouter({
    routeTree: tree,
    history: history_,
    defaultPreload: false,
    scrollRestoration: false,
  });
}

export type AppRouter = ReturnType<typeof newRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
