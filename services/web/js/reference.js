// Starts Swagger UI on /docs. Sound that is answered to a POST is played from the answer
// itself: its own player asks for the address again, which takes no GET. A field that is
// left empty is not sent, and a list of files is chosen as files.
"use strict";

const place = document.getElementById("swagger-ui");
const addresses = new WeakMap();

function addressOf(sound) {
  if (!addresses.has(sound)) addresses.set(sound, URL.createObjectURL(sound));
  return addresses.get(sound);
}

const playsAnswers = (Body, { React }) => (props) => {
  const { content, contentType } = props;
  const isSound = content instanceof Blob && /^audio\//i.test(contentType ?? "");
  const url = isSound ? addressOf(content) : props.url;
  return React.createElement(Body, { ...props, url });
};

const sendsNothingEmpty = (Choice, { React }) => (props) => {
  const isIncludedOptions = { ...props.isIncludedOptions, defaultValue: false };
  return React.createElement(Choice, { ...props, isIncludedOptions });
};

const choosesFiles = (List, { React }) => (props) => {
  if (!props.schema.getIn(["items", "contentMediaType"])) {
    return React.createElement(List, props);
  }
  const Input = props.getComponent("Input");
  const onChange = (event) => props.onChange([...event.target.files]);
  const { disabled } = props;
  return React.createElement(Input, { type: "file", multiple: true, disabled, onChange });
};

window.SwaggerUIBundle({
  url: place.dataset.interface,
  domNode: place,
  deepLinking: true,
  layout: "BaseLayout",
  presets: [window.SwaggerUIBundle.presets.apis],
  plugins: [
    () => ({
      wrapComponents: {
        responseBody: playsAnswers,
        ParameterIncludeEmpty: sendsNothingEmpty,
        JsonSchema_array: choosesFiles,
      },
    }),
  ],
  showCommonExtensions: true,
});
