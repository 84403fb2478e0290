using System.Globalization;

namespace VisionZero.Documents;

/// <summary>What all slides of a presentation share: theme, master, layouts, the master of the notes.</summary>
internal static class PresentationMaster
{
    /// <summary>Layouts in the order of their files: title, points, points and picture, sources.</summary>
    public const int Layouts = 4;

    private static readonly DeckBox NotesPicture = new(90, 54, 360, 202.5);
    private static readonly DeckBox NotesText = new(54, 280, 432, 386);

    public static string Theme(int rule, string language)
    {
        var others = string.Concat(Enumerable.Range(1, 5).Select(step => $"<a:accent{step + 1}><a:srgbClr val=\"{Palette.OfRule(((rule - 1 + step) % WheelGeometry.Count) + 1)[1..]}\"/></a:accent{step + 1}>"));
        // Some programs take the face of Chinese from here alone and pass over the list of scripts.
        var eastern = language.StartsWith("zh", StringComparison.Ordinal) ? "Microsoft YaHei" : "";
        var fonts = $"<a:latin typeface=\"Arial\"/><a:ea typeface=\"{eastern}\"/><a:cs typeface=\"\"/><a:font script=\"Hans\" typeface=\"Microsoft YaHei\"/><a:font script=\"Arab\" typeface=\"Arial\"/>";
        const string fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
        const string line = "<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>";
        const string effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
        return $"{PresentationXml.Head}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Vision Zero\"><a:themeElements><a:clrScheme name=\"Vision Zero\">"
            + $"<a:dk1><a:srgbClr val=\"{Palette.Ink[1..]}\"/></a:dk1><a:lt1><a:srgbClr val=\"{Palette.White[1..]}\"/></a:lt1><a:dk2><a:srgbClr val=\"{Palette.Muted[1..]}\"/></a:dk2><a:lt2><a:srgbClr val=\"{Palette.Tint[1..]}\"/></a:lt2>"
            + $"<a:accent1><a:srgbClr val=\"{Palette.OfRule(rule)[1..]}\"/></a:accent1>{others}<a:hlink><a:srgbClr val=\"{Palette.OfRule(6)[1..]}\"/></a:hlink><a:folHlink><a:srgbClr val=\"{Palette.OfRule(7)[1..]}\"/></a:folHlink></a:clrScheme>"
            + $"<a:fontScheme name=\"Vision Zero\"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
            + $"<a:fmtScheme name=\"Vision Zero\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst><a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>";
    }

    public static string Master(string language, DeckNames names)
    {
        var ids = string.Concat(Enumerable.Range(1, Layouts).Select(layout => $"<p:sldLayoutId id=\"{2147483648L + layout}\" r:id=\"rId{layout}\"/>"));
        var shapes = $"<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"{PresentationXml.Escape(names.Edge)}\"><a:extLst><a:ext uri=\"{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}\"><adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>{PresentationXml.Frame(new DeckBox(0, 0, DeckStyle.Edge, DeckStyle.Height))}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
            + PresentationXml.Picture(3, names.Wheel, null, $"rId{Layouts + 2}", $"rId{Layouts + 3}", DeckStyle.Wheel)
            + PresentationXml.Placeholder(4, names.Title, "type=\"title\"", Empty(language), DeckStyle.Title, anchor: "b")
            + PresentationXml.Placeholder(5, names.Points, "type=\"body\" idx=\"1\"", Empty(language), DeckStyle.Body)
            + Foot(language, names, 6);
        var body = $"<a:lvl1pPr marL=\"{PresentationXml.Emu(DeckStyle.BulletIndent)}\" indent=\"-{PresentationXml.Emu(DeckStyle.BulletIndent)}\" algn=\"l\"><a:lnSpc><a:spcPct val=\"105000\"/></a:lnSpc><a:spcAft><a:spcPts val=\"1000\"/></a:spcAft><a:buClr><a:schemeClr val=\"accent1\"/></a:buClr><a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>{Look(DeckStyle.BodySize, "tx1", false)}</a:lvl1pPr>";
        return $"{PresentationXml.Head}<p:sldMaster {PresentationXml.Namespaces}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{PresentationXml.GroupHead}{shapes}</p:spTree></p:cSld>"
            + "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>"
            + $"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\"><a:buNone/>{Look(DeckStyle.TitleSize, "tx1", true)}</a:lvl1pPr></p:titleStyle><p:bodyStyle>{body}</p:bodyStyle><p:otherStyle/></p:txStyles></p:sldMaster>";
    }

    public static string Layout(int number, string language, DeckNames names) => number switch
    {
        1 => Layout(names.Title, "title", "<p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>", " showMasterSp=\"0\"",
            PresentationXml.Placeholder(2, names.Title, "type=\"ctrTitle\"", Empty(language), DeckStyle.CoverTitle, Style(DeckStyle.CoverTitleSize, "bg1", true))
            + PresentationXml.Placeholder(3, names.Summary, "type=\"subTitle\" idx=\"1\"", Empty(language), DeckStyle.CoverSummary, Style(DeckStyle.CoverSummarySize, "bg1", false))
            + PresentationXml.Placeholder(4, names.Rule, "type=\"body\" idx=\"2\"", Empty(language), DeckStyle.CoverLabel, Style(DeckStyle.CoverLabelSize, "bg1", true))
            + PresentationXml.Placeholder(5, names.Notice, "type=\"body\" idx=\"3\"", Empty(language), DeckStyle.CoverNotice, Style(DeckStyle.CoverNoticeSize, "bg1", false))),
        2 => Layout(names.Points, "obj", "", "", Head(language, names) + PresentationXml.Placeholder(3, names.Points, "type=\"body\" idx=\"1\"", Empty(language), DeckStyle.Body) + Foot(language, names, 4)),
        3 => Layout(names.PointsAndPicture, "", "", "", Head(language, names)
            + PresentationXml.Placeholder(3, names.Points, "type=\"body\" idx=\"1\"", Empty(language), DeckStyle.NarrowBody)
            + PresentationXml.Placeholder(6, names.Caption, "type=\"body\" idx=\"2\"", Empty(language), DeckStyle.Caption, Style(DeckStyle.CaptionSize, "tx2", false)) + Foot(language, names, 4)),
        _ => Layout(names.Sources, "", "", "", Head(language, names)
            + PresentationXml.Placeholder(3, names.Sources, "type=\"body\" idx=\"1\"", Empty(language), DeckStyle.Sources, Style(DeckStyle.SourceSize, "tx1", false))
            + PresentationXml.Placeholder(6, names.Licence, "type=\"body\" idx=\"2\"", Empty(language), DeckStyle.Licence, Style(DeckStyle.LicenceSize, "tx2", false)) + Foot(language, names, 4)),
    };

    public static string NotesMaster(string language, DeckNames names) =>
        $"{PresentationXml.Head}<p:notesMaster {PresentationXml.Namespaces}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{PresentationXml.GroupHead}{NotesImage(names)}"
        + PresentationXml.Placeholder(3, names.Notes, "type=\"body\" idx=\"1\"", Empty(language), NotesText)
        + "</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>"
        + $"<p:notesStyle><a:lvl1pPr algn=\"l\"><a:spcAft><a:spcPts val=\"600\"/></a:spcAft>{Look(12, "tx1", false)}</a:lvl1pPr></p:notesStyle></p:notesMaster>";

    /// <summary>The slide's picture over its notes.</summary>
    public static string NotesImage(DeckNames names, bool placed = true) =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"{PresentationXml.Escape(names.Slide)}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr>{(placed ? $"{PresentationXml.Frame(NotesPicture)}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"tx2\"/></a:solidFill></a:ln>" : "")}</p:spPr></p:sp>";

    private static string Layout(string name, string type, string ground, string attributes, string shapes) =>
        $"{PresentationXml.Head}<p:sldLayout {PresentationXml.Namespaces}{attributes}{(type.Length == 0 ? "" : $" type=\"{type}\"")} preserve=\"1\"><p:cSld name=\"{PresentationXml.Escape(name)}\">{ground}<p:spTree>{PresentationXml.GroupHead}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>";

    private static string Head(string language, DeckNames names) => PresentationXml.Placeholder(2, names.Title, "type=\"title\"", Empty(language));

    private static string Foot(string language, DeckNames names, int id) =>
        PresentationXml.Placeholder(id + 20, names.Foot, "type=\"ftr\" sz=\"quarter\" idx=\"11\"", Empty(language), DeckStyle.Foot, Style(DeckStyle.FootSize, "tx2", false))
        + PresentationXml.Placeholder(id + 21, names.Number, "type=\"sldNum\" sz=\"quarter\" idx=\"12\"", PresentationXml.Field(language, "‹#›"), DeckStyle.Number, Style(DeckStyle.FootSize, "tx2", true, "r"));

    private static string Empty(string language) => $"<a:p><a:endParaRPr lang=\"{PresentationXml.Language(language)}\"/></a:p>";

    private static string Style(double size, string colour, bool bold, string align = "l") =>
        $"<a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"{align}\"><a:spcAft><a:spcPts val=\"300\"/></a:spcAft><a:buNone/>{Look(size, colour, bold)}</a:lvl1pPr>";

    private static string Look(double size, string colour, bool bold) =>
        $"<a:defRPr sz=\"{((int)Math.Round(size * 100)).ToString(CultureInfo.InvariantCulture)}\" b=\"{(bold ? 1 : 0)}\"><a:solidFill><a:schemeClr val=\"{colour}\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/></a:defRPr>";
}
