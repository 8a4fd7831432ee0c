// Tells Leadfluss which pages a lead sees who came here by a mail and allows it. Sets no cookie and does nothing for anybody else.
(() => {
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;
  const script = document.currentScript.src;
  const given = /^#v=([\w-]+)$/.exec(location.hash);
  if (given) {
    sessionStorage.setItem("leadfluss-visit", given[1]);
    // An address passed on to somebody else must not carry the token.
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  const token = sessionStorage.getItem("leadfluss-visit");
  if (token) {
    fetch(new URL("/v", script), {
      method: "POST", mode: "no-cors", credentials: "omit", keepalive: true, body: JSON.stringify({ token, path: location.pathname })
    }).catch(() => {});
  }
})();
