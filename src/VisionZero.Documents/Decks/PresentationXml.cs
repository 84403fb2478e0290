using System.Globalization;
using System.Security;
using System.Text;

namespace VisionZero.Documents;

/// <summary>Pieces of PresentationML: boxes, paragraphs, pictures.</summary>
internal static class PresentationXml
{
    public const string Namespaces = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
    public const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    public const string GroupHead = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

    /// <summary>A length in the file's units.</summary>
    public static string Emu(double points) => ((long)Math.Round(points * 12700)).ToString(CultureInfo.InvariantCulture);

    public static string Escape(string text) => SecurityElement.Escape(text) ?? "";

    /// <summary>The language as offices name it.</summary>
    public static string Language(string language) => language switch
    {
        "zh" or "zh-Hans" => "zh-CN",
        "en" => "en-GB",
        "es" => "es-ES",
        "fr" => "fr-FR",
        "de" => "de-DE",
        _ => language,
    };

    public static string Frame(DeckBox box) =>
        $"<a:xfrm><a:off x=\"{Emu(box.X)}\" y=\"{Emu(box.Y)}\"/><a:ext cx=\"{Emu(box.Width)}\" cy=\"{Emu(box.Height)}\"/></a:xfrm>";

    /// <summary>A placeholder with its words; its place is the layout's unless a box is given.</summary>
    /// <param name="id">Unique on the slide.</param>
    /// <param name="name">Name in the list of objects.</param>
    /// <param name="placeholder">Attributes of the placeholder.</param>
    /// <param name="paragraphs">Its words.</param>
    /// <param name="box">Its place.</param>
    /// <param name="style">List style, where a layout sets one.</param>
    /// <param name="anchor">Where words stand: <c>t</c>, <c>ctr</c>, <c>b</c>.</param>
    public static string Placeholder(int id, string name, string placeholder, string paragraphs, DeckBox? box = null, string style = "", string? anchor = null)
    {
        var place = box is { } at ? $"{Frame(at)}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>" : "";
        var body = box is null ? "<a:bodyPr><a:normAutofit/></a:bodyPr>" : $"<a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor ?? "t"}\"><a:normAutofit/></a:bodyPr>";
        return $"<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{Escape(name)}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}<a:lstStyle>{style}</a:lstStyle>{paragraphs}</p:txBody></p:sp>";
    }

    /// <summary>One paragraph in one look; a line ends where its text says so.</summary>
    public static string Paragraph(string text, string language, double? size = null) =>
        $"<a:p>{string.Join("<a:br/>", text.Split('\n').Select(line => $"<a:r>{Run(language, size, false, false)}<a:t>{Words(line)}</a:t></a:r>"))}</a:p>";

    /// <summary>The line at the foot: some programs do not take its look from the layout, so it is said again.</summary>
    public static string FootLine(string text, string language) =>
        $"<a:p><a:pPr algn=\"l\"/><a:r><a:rPr lang=\"{Language(language)}\" sz=\"{((int)(DeckStyle.FootSize * 100)).ToString(CultureInfo.InvariantCulture)}\" dirty=\"0\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/></a:rPr><a:t>{Words(text)}</a:t></a:r></a:p>";

    /// <summary>Points and paragraphs.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="language">Their language.</param>
    /// <param name="size">Type size, where it is not that of the layout.</param>
    /// <param name="gap">Points below each, where it is not that of the layout.</param>
    public static string Paragraphs(IReadOnlyList<DeckLine> lines, string language, double? size = null, double? gap = null)
    {
        var space = gap is { } points ? $"<a:spcAft><a:spcPts val=\"{((int)Math.Round(points * 100)).ToString(CultureInfo.InvariantCulture)}\"/></a:spcAft>" : "";
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"<a:p>{Look(line, space)}");
            foreach (var part in line.Text) text.Append(CultureInfo.InvariantCulture, $"<a:r>{Run(language, size, part.Bold, part.Italic)}<a:t>{Words(part.Text)}</a:t></a:r>");
            text.Append("</a:p>");
        }

        return lines.Count == 0 ? $"<a:p><a:endParaRPr lang=\"{Language(language)}\"/></a:p>" : text.ToString();
    }

    public static string Field(string language, string number) =>
        $"<a:p><a:fld id=\"{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}\" type=\"slidenum\"><a:rPr lang=\"{Language(language)}\"/><a:t>{number}</a:t></a:fld></a:p>";

    /// <summary>A picture: SVG where it is understood, PNG elsewhere. Without words it is ornament.</summary>
    public static string Picture(int id, string name, string? words, string png, string svg, DeckBox box)
    {
        var ornament = words is null ? "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst>" : "";
        return $"<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"{Escape(name)}\" descr=\"{Escape(words ?? "")}\">{ornament}</p:cNvPr><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>"
            + $"<p:blipFill><a:blip r:embed=\"{png}\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"{svg}\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>"
            + $"<p:spPr>{Frame(box)}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>";
    }

    private static string Words(string text) => Escape(DeckWords.Presented(text));

    private static string Look(DeckLine line, string space) => line switch
    {
        { Number: not null } => $"<a:pPr>{space}<a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPlain\"/></a:pPr>",
        { Bullet: true } => space.Length == 0 ? "" : $"<a:pPr>{space}</a:pPr>",
        _ => $"<a:pPr marL=\"0\" indent=\"0\">{space}<a:buNone/></a:pPr>",
    };

    private static string Run(string language, double? size, bool bold, bool italic)
    {
        var look = size is { } points ? $" sz=\"{((int)Math.Round(points * 100)).ToString(CultureInfo.InvariantCulture)}\"" : "";
        return $"<a:rPr lang=\"{Language(language)}\"{look}{(bold ? " b=\"1\"" : "")}{(italic ? " i=\"1\"" : "")} dirty=\"0\"/>";
    }
}
