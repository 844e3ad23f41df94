/** Whether what is dropped now becomes leads: it is dropped on them. */
export const isOntoLeads = () => /^#\/leads\b/.test(window.location.hash);
