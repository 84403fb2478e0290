// The recommended rules, but for these:
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Razor writes <br> and <br /> as the author does, and attributes as checked="checked": both are HTML.
    "void-style": "off",
    "attribute-boolean-style": "off",
    "no-trailing-whitespace": "off",
    // Boxes of a group share a name, and so does the index of a list of answers: that is how a list is sent.
    "form-dup-name": "off",
    // A list may carry a name; the rule's default allows fewer elements than ARIA does.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // The official name of a golden rule and the product's name need 90; the language that nobody speaks is up to half longer.
    "long-title": ["error", { maxlength: 135 }],
  },
};
