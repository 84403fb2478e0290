using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace VisionZero.Documents;

/// <summary>
/// Writes slides as a presentation (.pptx) that a trainer can change: real titles and bodies, notes, alternative texts, languages,
/// a theme in the rule's colour, and drawings that stay sharp.
/// </summary>
internal sealed class PresentationWriter(FontCatalogue fonts)
{
    private const string Types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private readonly DeckLayout layout = new(fonts);

    public byte[] Write(DeckDocument document)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var package = new PresentationPackage(zip, document.IssuedAt);
            Masters(package, document);
            var slides = Slides(document, package).ToList();
            for (var index = 0; index < slides.Count; index++) Slide(package, index + 1, slides[index], document);
            Presentation(package, document, slides.Count);
            package.Close();
        }

        return stream.ToArray();
    }

    private void Masters(PresentationPackage package, DeckDocument document)
    {
        var wheel = DeckWheel.Small(fonts, new DeckBox(0, 0, 128, 128), document.Rule).ToArray();
        var (png, svg) = package.Picture("wheel", 128, 128, 1, wheel);
        package.Part("ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml", PresentationMaster.Theme(document.Rule, document.Language));
        package.Part("ppt/theme/theme2.xml", "application/vnd.openxmlformats-officedocument.theme+xml", PresentationMaster.Theme(document.Rule, document.Language));
        package.Part("ppt/slideMasters/slideMaster1.xml", "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml", PresentationMaster.Master(document.Language, document.Names),
        [
            .. Enumerable.Range(1, PresentationMaster.Layouts).Select(number => (Types + "slideLayout", $"../slideLayouts/slideLayout{number}.xml")),
            (Types + "theme", "../theme/theme1.xml"),
            (Types + "image", png),
            (Types + "image", svg),
        ]);
        for (var number = 1; number <= PresentationMaster.Layouts; number++)
        {
            package.Part($"ppt/slideLayouts/slideLayout{number}.xml", "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml", PresentationMaster.Layout(number, document.Language, document.Names), [(Types + "slideMaster", "../slideMasters/slideMaster1.xml")]);
        }

        package.Part("ppt/notesMasters/notesMaster1.xml", "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml", PresentationMaster.NotesMaster(document.Language, document.Names), [(Types + "theme", "../theme/theme2.xml")]);
    }

    private IEnumerable<WrittenSlide> Slides(DeckDocument document, PresentationPackage package)
    {
        yield return Cover(document, package);
        for (var index = 0; index < document.Slides.Count; index++) yield return Body(document, document.Slides[index], index + 2, package);
        yield return Body(document, document.Closing, document.Slides.Count + 2, package);
        yield return Sources(document);
    }

    private WrittenSlide Cover(DeckDocument document, PresentationPackage package)
    {
        var language = document.Language;
        var (icon, wheel) = (DeckStyle.CoverIcon, DeckStyle.CoverWheel);
        var (iconPng, iconSvg) = package.Picture("icon", icon.Width, icon.Height, 4, [.. RuleSigns.Icon(document.Icon, fonts, 0, 0, icon.Width, Palette.White)]);
        var (wheelPng, wheelSvg) = package.Picture("wheel-white", wheel.Width, wheel.Height, 2, [.. DeckWheel.Cover(fonts, wheel with { X = 0, Y = 0 }, document.Rule)]);
        var shapes = PresentationXml.Picture(2, document.Names.Sign, null, "rId3", "rId4", icon)
            + PresentationXml.Picture(3, document.Names.Wheel, null, "rId5", "rId6", wheel)
            + PresentationXml.Placeholder(4, document.Names.Rule, "type=\"body\" idx=\"2\"", PresentationXml.Paragraph(document.RuleLabel, language))
            + PresentationXml.Placeholder(5, document.Names.Title, "type=\"ctrTitle\"", PresentationXml.Paragraph(DeckLayout.CoverTitle(document), language, layout.TitleSize(document, DeckLayout.CoverTitle(document), DeckStyle.CoverTitle, DeckStyle.CoverTitleSize)))
            + PresentationXml.Placeholder(6, document.Names.Summary, "type=\"subTitle\" idx=\"1\"", PresentationXml.Paragraph(document.Summary, language));
        if (!string.IsNullOrWhiteSpace(document.Notice)) shapes += PresentationXml.Placeholder(7, document.Names.Notice, "type=\"body\" idx=\"3\"", PresentationXml.Paragraph(document.Notice, language));
        return new WrittenSlide(1, shapes, document.Notes, [iconPng, iconSvg, wheelPng, wheelSvg]);
    }

    private WrittenSlide Body(DeckDocument document, DeckSlide slide, int number, PresentationPackage package)
    {
        var language = document.Language;
        var lines = DeckText.Of(slide.Body);
        var box = slide.Picture is null ? DeckStyle.Body : DeckStyle.NarrowBody;
        var (size, gap) = layout.BodySize(document, lines, box);
        var shapes = Title(document, slide.Title) + PresentationXml.Placeholder(3, document.Names.Points, "type=\"body\" idx=\"1\"", PresentationXml.Paragraphs(lines, language, size, gap));
        string[] media = [];
        if (slide.Picture is { } picture)
        {
            var (paths, place) = layout.Picture(picture);
            var (png, svg) = package.Picture(string.Create(CultureInfo.InvariantCulture, $"slide-{number}"), place.Width, place.Height, 3, [.. paths.Select(path => path with { X = path.X - place.X, Y = path.Y - place.Y })]);
            media = [png, svg];
            shapes += PresentationXml.Picture(4, document.Names.Picture, picture.Alt, "rId3", "rId4", place);
            if (!string.IsNullOrWhiteSpace(picture.Caption)) shapes += PresentationXml.Placeholder(5, document.Names.Caption, "type=\"body\" idx=\"2\"", PresentationXml.Paragraph(picture.Caption, language), DeckLayout.Caption(place));
        }

        return new WrittenSlide(slide.Picture is null ? 2 : 3, shapes + Foot(document, number), slide.Notes, media);
    }

    private WrittenSlide Sources(DeckDocument document)
    {
        var language = document.Language;
        var size = layout.SourceSize(document);
        var shapes = Title(document, document.SourcesTitle)
            + PresentationXml.Placeholder(3, document.Names.Sources, "type=\"body\" idx=\"1\"", string.Concat(document.Sources.Select(source => PresentationXml.Paragraph(source, language, size))))
            + PresentationXml.Placeholder(4, document.Names.Licence, "type=\"body\" idx=\"2\"", PresentationXml.Paragraph(document.Licence, language));
        return new WrittenSlide(4, shapes + Foot(document, document.Slides.Count + 3), document.SourcesNotes, []);
    }

    private string Title(DeckDocument document, string title) =>
        PresentationXml.Placeholder(2, document.Names.Title, "type=\"title\"", PresentationXml.Paragraph(title, document.Language, layout.TitleSize(document, title, DeckStyle.Title, DeckStyle.TitleSize)));

    private static string Foot(DeckDocument document, int number) =>
        PresentationXml.Placeholder(30, document.Names.Foot, "type=\"ftr\" sz=\"quarter\" idx=\"11\"", PresentationXml.FootLine(document.Footer, document.Language), DeckStyle.Foot)
        + PresentationXml.Placeholder(31, document.Names.Number, "type=\"sldNum\" sz=\"quarter\" idx=\"12\"", PresentationXml.Field(document.Language, number.ToString(CultureInfo.InvariantCulture)));

    private static void Slide(PresentationPackage package, int number, WrittenSlide slide, DeckDocument document)
    {
        package.Part($"ppt/slides/slide{number}.xml", "application/vnd.openxmlformats-officedocument.presentationml.slide+xml",
            $"{PresentationXml.Head}<p:sld {PresentationXml.Namespaces}><p:cSld><p:spTree>{PresentationXml.GroupHead}{slide.Shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
            [(Types + "slideLayout", $"../slideLayouts/slideLayout{slide.Layout}.xml"), (Types + "notesSlide", $"../notesSlides/notesSlide{number}.xml"), .. slide.Media.Select(name => (Types + "image", name))]);
        var notes = PresentationXml.Placeholder(3, document.Names.Notes, "type=\"body\" idx=\"1\"", PresentationXml.Paragraphs(DeckText.Of(slide.Notes), document.Language));
        package.Part($"ppt/notesSlides/notesSlide{number}.xml", "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml",
            $"{PresentationXml.Head}<p:notes {PresentationXml.Namespaces}><p:cSld><p:spTree>{PresentationXml.GroupHead}{PresentationMaster.NotesImage(document.Names, placed: false)}{notes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
            [(Types + "notesMaster", "../notesMasters/notesMaster1.xml"), (Types + "slide", $"../slides/slide{number}.xml")]);
    }

    private static void Presentation(PresentationPackage package, DeckDocument document, int count)
    {
        var ids = string.Concat(Enumerable.Range(1, count).Select(number => $"<p:sldId id=\"{255 + number}\" r:id=\"rId{number + 3}\"/>"));
        var size = $"<p:sldSz cx=\"{PresentationXml.Emu(DeckStyle.Width)}\" cy=\"{PresentationXml.Emu(DeckStyle.Height)}\"/><p:notesSz cx=\"{PresentationXml.Emu(540)}\" cy=\"{PresentationXml.Emu(720)}\"/>";
        package.Part("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            $"{PresentationXml.Head}<p:presentation {PresentationXml.Namespaces}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>{size}</p:presentation>",
            [(Types + "slideMaster", "slideMasters/slideMaster1.xml"), (Types + "notesMaster", "notesMasters/notesMaster1.xml"), (Types + "theme", "theme/theme1.xml"), .. Enumerable.Range(1, count).Select(number => (Types + "slide", $"slides/slide{number}.xml"))]);
        package.Root(document);
    }

    /// <summary>A slide as written: its layout, its objects, its notes and its pictures.</summary>
    private sealed record WrittenSlide(int Layout, string Shapes, string Notes, IReadOnlyList<string> Media);
}

/// <summary>The parts of a presentation with their types and relations, as a zip file.</summary>
internal sealed class PresentationPackage(ZipArchive zip, DateTimeOffset at)
{
    private readonly StringBuilder types = new();

    public void Part(string name, string type, string xml, IReadOnlyList<(string Type, string Target)>? relations = null)
    {
        types.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/{name}\" ContentType=\"{type}\"/>");
        Add(name, Encoding.UTF8.GetBytes(xml));
        if (relations is not null) Add($"{Path.GetDirectoryName(name)!.Replace('\\', '/')}/_rels/{Path.GetFileName(name)}.rels", Relations(relations));
    }

    /// <summary>Adds a picture in both kinds; answers where they are, as seen from a folder beside.</summary>
    public (string Png, string Svg) Picture(string name, double width, double height, double scale, IReadOnlyList<PlacedPath> paths)
    {
        Add($"ppt/media/{name}.png", PictureFile.Png(width, height, scale, paths));
        Add($"ppt/media/{name}.svg", Encoding.UTF8.GetBytes(PictureFile.Svg(width, height, paths)));
        return ($"../media/{name}.png", $"../media/{name}.svg");
    }

    public void Root(DeckDocument document)
    {
        var day = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
            $"{PresentationXml.Head}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{PresentationXml.Escape(document.Title)}</dc:title><dc:creator>{PresentationXml.Escape(document.Author)}</dc:creator><dc:language>{PresentationXml.Language(document.Language)}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:modified></cp:coreProperties>");
        Add("_rels/.rels", Relations(
        [
            ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", "ppt/presentation.xml"),
            ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ]));
    }

    public void Close() => Add("[Content_Types].xml", Encoding.UTF8.GetBytes($"{PresentationXml.Head}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>{types}</Types>"));

    private static byte[] Relations(IReadOnlyList<(string Type, string Target)> relations) =>
        Encoding.UTF8.GetBytes($"{PresentationXml.Head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations.Select((relation, index) => $"<Relationship Id=\"rId{index + 1}\" Type=\"{relation.Type}\" Target=\"{relation.Target}\"/>"))}</Relationships>");

    private void Add(string name, byte[] bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}
