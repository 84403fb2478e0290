using System.Globalization;
using System.Text;
using QRCoder;

namespace VisionZero.Documents;

/// <summary>A QR code as rectangles: one path of the dark modules, without the quiet zone, which the page leaves white.</summary>
internal static class QrPath
{
    private const int QuietModules = 4;

    public static string Of(string text, double side)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = data.ModuleMatrix.Count - (2 * QuietModules);
        var module = side / size;
        var path = new StringBuilder();
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var end = column;
                while (end < size && Dark(data, row, end)) end++;
                if (end == column) continue;
                path.Append(CultureInfo.InvariantCulture, $"M{column * module:0.###} {row * module:0.###}h{(end - column) * module:0.###}v{module:0.###}h{-(end - column) * module:0.###}z");
                column = end;
            }
        }

        return path.ToString();
    }

    private static bool Dark(QRCodeData data, int row, int column) => data.ModuleMatrix[row + QuietModules][column + QuietModules];
}
