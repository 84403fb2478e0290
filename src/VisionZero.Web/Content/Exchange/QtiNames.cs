using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace VisionZero.Web.Content.Exchange;

/// <summary>A mistake in an item, with the line it stands on.</summary>
internal sealed class QtiMistake(XObject at, string sentence) : FormatException(sentence)
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = Math.Max(1, ((IXmlLineInfo)at).LineNumber);
}

/// <summary>Names of QTI 3.0 and how its elements are made.</summary>
internal static class QtiNames
{
    /// <summary>Type of an item in a manifest.</summary>
    public const string ItemType = "imsqti_item_xmlv3p0";

    /// <summary>Our own marks, as HTML lets anybody add them.</summary>
    public const string Mark = "data-vz-";

    /// <summary>Namespace of items.</summary>
    public static readonly XNamespace Ns = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";

    /// <summary>Namespace of manifests.</summary>
    public static readonly XNamespace Cp = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";

    /// <summary>An element of QTI.</summary>
    public static XElement Qti(string name, params object?[] content) => new(Ns + ("qti-" + name), content);

    /// <summary>An element of HTML within an item.</summary>
    public static XElement Html(string name, params object?[] content) => new(Ns + name, content);

    /// <summary>An attribute.</summary>
    public static XAttribute With(string name, object value) => new(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);

    /// <summary>A declaration of what is answered.</summary>
    public static XElement Response(string identifier, string cardinality, string type, IEnumerable<string> correct) =>
        Qti("response-declaration", With("identifier", identifier), With("cardinality", cardinality), With("base-type", type), Qti("correct-response", correct.Select(c => Qti("value", c))));

    /// <summary>A condition that is met if an answer is the declared one.</summary>
    public static XElement IsCorrect(string response) =>
        Qti("match", Qti("variable", With("identifier", response)), Qti("correct", With("identifier", response)));

    /// <summary>Marks by a condition, and tells the feedback of what was chosen.</summary>
    public static XElement Processing(XElement condition, string? feedback)
    {
        var told = feedback is null ? null : Qti("set-outcome-value", With("identifier", "FEEDBACK"), Qti("variable", With("identifier", feedback)));
        return Qti(
            "response-processing",
            told,
            Qti("response-condition", Qti("response-if", condition, Qti("set-outcome-value", With("identifier", "SCORE"), Qti("base-value", With("base-type", "float"), "1")))),
            Qti("set-outcome-value", With("identifier", "SOLVED"), Qti("base-value", With("base-type", "identifier"), "true")));
    }
}
