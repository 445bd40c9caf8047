// <form data-passkey="addForm" hidden>: shown where passkeys work. allauth's own scripts
// do the rest; they are told here which form and data of the page are theirs.

const form = document.querySelector("[data-passkey]");
const credential = form?.querySelector("[name=credential]");

if (form && window.PublicKeyCredential && window.allauth) {
  form.hidden = false;
  for (const text of document.querySelectorAll("[data-passkey-unavailable]")) text.remove();
  const button = "passkey_button";
  window.allauth.webauthn.forms[form.dataset.passkey]({
    ids: {
      add: button,
      authenticate: button,
      login: button,
      credential: credential.id,
      data: "passkey_data",
      passwordless: form.querySelector("[name=passwordless]")?.id,
    },
  });
  // Without the credential that its script puts in, sending the form would only fail.
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    form.querySelector("[data-passkey-failed]").hidden = false;
  });
}
