using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace VisionZero.Web.Pages.Tags;

/// <summary>Addresses of the site's own files. They carry a hash of the content, so browsers may keep them for good.</summary>
public sealed class Assets(IFileVersionProvider versions)
{
    /// <summary>The sprite of icons.</summary>
    public const string Sprite = "/assets/icons.svg";

    /// <summary>The address of a file under <c>/assets</c>, outside of any language.</summary>
    public string Address(string path) => versions.AddFileVersionToPath(PathString.Empty, path);

    /// <summary>The address of an icon, for <c>use</c>.</summary>
    public string IconAddress(string name) => $"{Address(Sprite)}#{name}";

    /// <summary>An icon; without a label it is hidden from screen readers.</summary>
    public IHtmlContent Icon(string name, string? label = null)
    {
        var svg = new TagBuilder("svg");
        svg.Attributes["class"] = "icon icon-" + name;
        svg.Attributes["width"] = "24";
        svg.Attributes["height"] = "24";
        if (label is null)
        {
            svg.Attributes["aria-hidden"] = "true";
        }
        else
        {
            svg.Attributes["role"] = "img";
            svg.Attributes["aria-label"] = label;
        }

        var use = new TagBuilder("use");
        use.Attributes["href"] = IconAddress(name);
        return svg.With(use);
    }
}
